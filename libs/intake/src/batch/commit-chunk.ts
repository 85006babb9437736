import { int8Array, Problem, textArray } from '@satudata/service-kit';
import type { EntityManager } from 'typeorm';
import { OUTCOMES, type Outcome, type Verdict } from '../verdict.js';
import { keepHold } from './claim.js';

export const OUTCOME_LETTER = { stored: 's', unchanged: 'u', stale: 't', rejected: 'r' } as const satisfies Record<
  Outcome,
  string
>;

export interface Chunk {
  readonly batch: string;
  readonly holder: string;
  readonly firstLine: number;
  readonly verdicts: readonly Verdict[];
  /** Rolling hash including this chunk. */
  readonly chain: string;
}

/** Records the verdicts in the transaction that makes them true. */
export async function commitChunk(manager: EntityManager, chunk: Chunk): Promise<void> {
  const held = await keepHold(manager, chunk.batch, chunk.holder);
  if (!held) throw new Problem('still-running');
  const counts = countOutcomes(chunk.verdicts);
  await manager.query(
    `update intake.batch set committed_lines = committed_lines + $2, stored = stored + $3, unchanged = unchanged + $4,
            stale = stale + $5, rejected = rejected + $6, chain = $7 where id = $1`,
    [chunk.batch, chunk.verdicts.length, counts.stored, counts.unchanged, counts.stale, counts.rejected, chunk.chain],
  );
  await manager.query(`insert into intake.chunk (batch, first_line, outcomes) values ($1, $2, $3)`, [
    chunk.batch,
    chunk.firstLine,
    chunk.verdicts.map(({ outcome }) => OUTCOME_LETTER[outcome]).join(''),
  ]);
  await insertFindings(manager, chunk);
}

export function countOutcomes(verdicts: readonly Verdict[]): Record<Outcome, number> {
  const counts = Object.fromEntries(OUTCOMES.map((outcome) => [outcome, 0])) as Record<Outcome, number>;
  for (const { outcome } of verdicts) counts[outcome] += 1;
  return counts;
}

async function insertFindings(manager: EntityManager, chunk: Chunk): Promise<void> {
  const told = chunk.verdicts
    .map((verdict, index) => ({ verdict, line: chunk.firstLine + index }))
    .filter(({ verdict }) => verdict.errors.length > 0 || verdict.warnings.length > 0);
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
