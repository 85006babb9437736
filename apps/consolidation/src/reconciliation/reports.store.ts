import type { EntityManager } from 'typeorm';
import type { RegionReport, ReportAnswer, ReportSubmission } from './report.dto.js';
import { reportWords } from './report-words.js';

/** More than an office can read at once. */
const NEWEST = 50;

/** Keeps a page of a report. Handed in again, it is kept once. */
export async function keepReport(manager: EntityManager, { page, ...report }: ReportSubmission): Promise<void> {
  await manager.query(
    `insert into reconciliation.report (id, region, source, as_of, full_scan, records, differences)
     values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing`,
    [
      report.id,
      page.region,
      report.source,
      report.asOf,
      report.how === 'full-scan',
      page.records,
      JSON.stringify(page.differences),
    ],
  );
}

interface ReportRow extends RegionReport {
  readonly id: string;
  readonly source: string;
  readonly as_of: Date;
  readonly finished_at: Date;
  readonly full_scan: boolean;
}

/** The newest pages in the transaction's scope. */
export async function readReports(manager: EntityManager): Promise<ReportAnswer[]> {
  const rows = (await manager.query(
    `select id, region, source, as_of, finished_at, full_scan, records::int, differences
       from reconciliation.report order by finished_at desc, region limit $1`,
    [NEWEST],
  )) as ReportRow[];
  return rows.map(({ as_of, finished_at, full_scan, ...page }) => ({
    ...page,
    asOf: as_of.toISOString(),
    finishedAt: finished_at.toISOString(),
    how: full_scan ? 'full-scan' : 'sums',
    words: reportWords(page.source, page),
  }));
}
