import type { EvidenceKind, VitalEventKind, VitalEventReport } from '@satudata/contracts';
import { finding, type RegistryFinding } from '../registry-rules.js';

/** In how many days an event is to be reported (UU 23/2006 art. 27, 33, 34, 40, 44, 47, 49, 52). */
const DEADLINE_DAYS = {
  birth: 60,
  death: 30,
  stillbirth: 30,
  marriage: 60,
  divorce: 60,
  adoption: 30,
  recognition: 30,
  'name-change': 30,
  correction: undefined,
} as const satisfies Record<VitalEventKind, number | undefined>;

/** One of these papers must be there (Perpres 96/2018; SPTJM as of Permendagri 109/2019). */
const EVIDENCE = {
  birth: ['birth-letter', 'self-declaration'],
  death: ['death-letter', 'court-ruling'],
  stillbirth: ['death-letter', 'birth-letter', 'statement'],
  marriage: ['marriage-letter', 'court-ruling', 'self-declaration'],
  divorce: ['court-ruling'],
  adoption: ['court-ruling'],
  recognition: ['statement', 'court-ruling'],
  'name-change': ['court-ruling'],
  correction: ['birth-letter', 'marriage-letter', 'court-ruling', 'statement', 'other'],
} as const satisfies Record<VitalEventKind, readonly EvidenceKind[]>;

/** What is wrong with a report whatever is held of those it concerns; `today` is the civil day in Lampung. */
export function brokenReportRules(kind: VitalEventKind, report: VitalEventReport, today: string): RegistryFinding[] {
  const found: RegistryFinding[] = [];
  if (report.date > today) found.push(finding('/date', 'date.future'));
  if (report.reportedOn > today) found.push(finding('/reportedOn', 'date.future'));
  if (report.reportedOn < report.date) found.push(finding('/reportedOn', 'event.reported-before'));
  const papers: readonly EvidenceKind[] = EVIDENCE[kind];
  if (!hasEvidence(report, papers)) found.push(finding('/evidence', 'event.evidence'));
  return found;
}

export function hasEvidence(report: VitalEventReport, papers: readonly EvidenceKind[]): boolean {
  return report.evidence.some((paper) => papers.includes(paper.kind));
}

/** How many days after its deadline an event was reported; 0 when in time. */
export function daysLate(kind: VitalEventKind, { date, reportedOn }: VitalEventReport): number {
  const deadline = DEADLINE_DAYS[kind];
  return deadline === undefined ? 0 : Math.max(0, daysBetween(date, reportedOn) - deadline);
}

const DAY_MS = 86_400_000;

function daysBetween(from: string, to: string): number {
  return (Date.parse(to) - Date.parse(from)) / DAY_MS;
}
