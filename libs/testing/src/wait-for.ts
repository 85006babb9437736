import { setTimeout as pause } from 'node:timers/promises';

const POLL_MS = 25;

/**
 * Asks `condition` until it answers something other than `undefined`, `null` or `false`, and returns that answer.
 * A condition that throws has not come true yet.
 * @throws Error that names `what`, and the last failure of the condition, once `within` milliseconds have passed
 */
export async function waitFor<T>(
  what: string,
  condition: () => Promise<T | undefined | null | false> | T | undefined | null | false,
  { within }: { readonly within: number },
): Promise<T> {
  const deadline = Date.now() + within;
  let failure: unknown;
  do {
    try {
      const answer = await condition();
      if (answer !== undefined && answer !== null && answer !== false) return answer;
      failure = undefined;
    } catch (error) {
      failure = error;
    }
    await pause(POLL_MS);
  } while (Date.now() < deadline);
  throw new Error(`waited ${within} ms in vain for ${what}`, { cause: failure });
}
