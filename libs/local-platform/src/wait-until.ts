import { setTimeout as pause } from 'node:timers/promises';

/**
 * Asks again until the answer is neither `undefined`, `false` nor an error, and returns it.
 * @throws whatever `late` makes, once `withinMs` have passed
 */
export async function waitUntil<T>(
  ask: () => Promise<T | undefined | false> | T | undefined | false,
  { withinMs, everyMs = 100, late }: { withinMs: number; everyMs?: number; late: () => Error },
): Promise<T> {
  const deadline = Date.now() + withinMs;
  for (;;) {
    const answer = await Promise.resolve()
      .then(ask)
      .catch(() => undefined);
    if (answer !== undefined && answer !== false) return answer;
    if (Date.now() >= deadline) throw late();
    await pause(everyMs);
  }
}
