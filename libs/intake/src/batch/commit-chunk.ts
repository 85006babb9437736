import type { Entry } from '@satudata/record-files';
import { int8Array, textArray } from '@satudata/service-kit';
import type { EntityManager } from 'typeorm';
import { OUTCOMES, type Outcome, type Verdict } from '../verdict.js';
import { keepHold, lostHold } from './claim.js';

export const OUTCOME_LETTER = { stored: 's', unchanged: 'u', stale: 't', rejected: 'r' } as const satisfies Record<
  Outcome,
  string
>;

/** What became of the record in these lines. */
export interface JudgedEntry extends Pick<Entry, 'line' | 'lastLine'> {
  readonly verdict: Verdict;
}

export interface Chunk {
  readonly batch: string;
  readonly holder: string;
  readonly judged: readonly JudgedEntry[];
  /** Rolling hash including this chunk. */
  readonly chain: string;
}

/** Records the verdicts in the transaction that makes them true. */
export async function commitChunk(manager: EntityManager, chunk: Chunk): Promise<void> {
  const [firstLine, lastLine] = [chunk.judged[0]?.line ?? 1, chunk.judged.at(-1)?.lastLine ?? 0];
  const held = await keepHold(manager, chunk.batch, chunk.holder);
  if (!held) throw await lostHold(manager, chunk.batch);
  const counts = countOutcomes(chunk.judged.map(({ verdict }) => verdict));
  await manager.query(
    `update intake.batch set committed_lines = $2, stored = stored + $3, unchanged = unchanged + $4,
            stale = stale + $5, rejected = rejected + $6, chain = $7 where id = $1`,
    [chunk.batch, lastLine, counts.stored, counts.unchanged, counts.stale, counts.rejected, chunk.chain],
  );
  await manager.query(`insert into intake.chunk (batch, first_line, outcomes) values ($1, $2, $3)`, [
    chunk.batch,
    firstLine,
    outcomesByLine(chunk.judged),
  ]);
  await insertFindings(manager, chunk);
}

export function countOutcomes(verdicts: readonly Verdict[]): Record<Outcome, number> {
  const counts = Object.fromEntries(OUTCOMES.map((outcome) => [outcome, 0])) as Record<Outcome, number>;
  for (const { outcome } of verdicts) counts[outcome] += 1;
  return counts;
}

/** One letter per line, from the first of them: a dash for lines where no record begins. */
export function outcomesByLine(judged: readonly JudgedEntry[]): string {
  const first = judged[0]?.line ?? 1;
  let letters = '';
  for (const { line, lastLine, verdict } of judged) {
    letters = letters.padEnd(line - first, NO_RECORD) + OUTCOME_LETTER[verdict.outcome];
    letters = letters.padEnd(lastLine - first + 1, NO_RECORD);
  }
  return letters;
}

const NO_RECORD = '-';

async function insertFindings(manager: EntityManager, chunk: Chunk): Promise<void> {
  const told = chunk.judged.filter(({ verdict }) => verdict.errors.length > 0 || verdict.warnings.length > 0);
  if (told.length === 0) return;
  await manager.query(
    `insert into intake.finding (batch, line, errors, warnings)
     select $1, * from unnest($2::int8[], $3::text[], $4::text[])`,
    [
      chunk.batch,
      int8Array(told.map(({ line }) => line)),
      textArray(told.map(({ verdict }) => JSON.stringify(verdict.errors))),
      textArray(told.map(({ verdict }) => JSON.stringify(verdict.warnings))),
    ],
  );
}
