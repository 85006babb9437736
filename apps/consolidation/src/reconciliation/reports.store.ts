import { textArray } from '@satudata/service-kit';
import type { EntityManager } from 'typeorm';
import type { RegionReport, ReportAnswer, ReportSubmission } from './report.dto.js';
import { reportWords } from './report-words.js';

/** More than an office can read at once. */
const NEWEST = 50;

/** Keeps a report, a page per regency. Handed in again, it is kept once. */
export async function keepReport(manager: EntityManager, report: ReportSubmission): Promise<void> {
  await manager.query(
    `insert into reconciliation.report (id, region, source, as_of, full_scan, records, differences)
     select $1::uuid, region, $2, $3, $4, records::bigint, differences::jsonb
       from unnest($5::text[], $6::text[], $7::text[]) as page (region, records, differences)
     on conflict do nothing`,
    [
      report.id,
      report.source,
      report.asOf,
      report.how === 'full-scan',
      textArray(report.regions.map(({ region }) => region)),
      textArray(report.regions.map(({ records }) => String(records))),
      textArray(report.regions.map(({ differences }) => JSON.stringify(differences))),
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
