import { createHash } from 'node:crypto';
import type { ObservationsAnswer } from './observations.answer.js';

/**
 * Changes with the question, the numbers, and how far the store has heard each source; weak, because the seconds of
 * lag alone do not make it another answer.
 */
export function etagOf({ query, rows, totals, freshness }: ObservationsAnswer): string {
  const positions = freshness.sources.map(({ lagS: _lagS, ...position }) => position);
  const content = JSON.stringify([query.self, rows, totals, positions]);
  return `W/"${createHash('sha256').update(content).digest('base64url').slice(0, 22)}"`;
}
