import { setTimeout as pause } from 'node:timers/promises';
import type { EntityManager } from 'typeorm';

/** An attempt that does not end: signs of life would hide it from the group for ever. */
export class ChunkHung extends Error {
  override readonly name = 'ChunkHung';

  constructor(milliseconds: number) {
    super(`a chunk was not applied within ${milliseconds} ms: something in it hangs`);
  }
}

/** What hangs in the transaction is ended by the server too, so that a successor does not wait for its locks. */
export async function limitTransaction(manager: EntityManager, milliseconds: number): Promise<void> {
  await manager.query(
    `select set_config('statement_timeout', $1, true), set_config('idle_in_transaction_session_timeout', $1, true)`,
    [String(milliseconds)],
  );
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
