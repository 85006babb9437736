export const OUTCOMES = ['stored', 'unchanged', 'stale', 'rejected'] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** A batch as `GET /v1/batches/{id}` tells it. */
export interface Batch {
  id: string;
  status: string;
  lines: number;
  committedLines: number;
  verdicts: Record<Outcome, number>;
}

export const verdictSum = ({ verdicts }: Batch): number =>
  OUTCOMES.reduce((sum, outcome) => sum + verdicts[outcome], 0);
