const FIRST_MS = 100;
const LONGEST_MS = 5_000;
const MOST_DOUBLINGS = 6;

/** How long to wait before the next attempt, milliseconds; `before` tells how many attempts were waited for already. */
export function backoff(before: number): number {
  return Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(before, MOST_DOUBLINGS));
}
