import { setTimeout as pause } from 'node:timers/promises';
import { refusal, silent } from '../refusal.js';
import type { PublicKey } from './open-receipt.js';

/** A service and how its client asks it. */
export interface Party {
  name: string;
  url: string;
  token: () => Promise<string>;
}

const ANSWER_WITHIN_MS = 30_000;
const ASK_EVERY_MS = 1_000;

/** @throws CommandFailure with the source's words when the batch is unknown or not finished */
export async function fetchReceipt(source: Party, batch: string): Promise<string> {
  const answer = await ask(source, `/v1/batches/${encodeURIComponent(batch)}/receipt`);
  if (!answer.ok) throw await refusal(answer);
  return answer.text();
}

/**
 * Waits for the batch to have arrived: the store hears of it a moment after its source has taken it.
 * @returns undefined when that takes longer than `withinMs`
 * @throws CommandFailure when the store refuses for another reason
 */
export async function fetchArrival(
  store: Party,
  source: string,
  batch: string,
  withinMs: number,
): Promise<string | undefined> {
  const path = `/v1/batch-arrivals/${encodeURIComponent(source)}/${encodeURIComponent(batch)}/receipt`;
  for (const giveUpAt = Date.now() + withinMs; ; await pause(ASK_EVERY_MS)) {
    const answer = await ask(store, path);
    if (answer.ok) return answer.text();
    if (answer.status !== 404 && answer.status !== 409) throw await refusal(answer);
    if (Date.now() > giveUpAt) return undefined;
  }
}

export async function fetchPublicKeys(service: Party): Promise<PublicKey[]> {
  const answer = await ask(service, '/.well-known/jwks.json');
  if (!answer.ok) throw await refusal(answer);
  return ((await answer.json()) as { keys: PublicKey[] }).keys;
}

async function ask({ name, url, token }: Party, path: string): Promise<Response> {
  const headers = { authorization: `Bearer ${await token()}` };
  const signal = AbortSignal.timeout(ANSWER_WITHIN_MS);
  const answer = await fetch(url + path, { headers, signal }).catch(() => undefined);
  if (!answer) throw silent(name);
  return answer;
}
