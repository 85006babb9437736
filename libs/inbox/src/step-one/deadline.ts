import { setTimeout as pause } from 'node:timers/promises';

/** An attempt that does not end: signs of life would hide it from the group for ever. */
export class ChunkHung extends Error {
  override readonly name = 'ChunkHung';

  constructor(milliseconds: number) {
    super(`a chunk was not applied within ${milliseconds} ms: something in it hangs`);
  }
}

/** Settings by which the server too ends a transaction that hangs, so that a successor does not wait for its locks. */
export function limits(milliseconds: number): Record<string, string> {
  const limit = String(milliseconds);
  return { statement_timeout: limit, idle_in_transaction_session_timeout: limit };
}

/** @throws ChunkHung when the work is not done by then; it may go on, but nobody waits for it any more */
export async function endWithin<T>(milliseconds: number, work: Promise<T>): Promise<T> {
  const done = new AbortController();
  const late = pause(milliseconds, undefined, { signal: done.signal }).then(
    () => Promise.reject(new ChunkHung(milliseconds)),
    () => work,
  );
  return Promise.race([work, late]).finally(() => done.abort());
}
