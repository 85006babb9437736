import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import { refusal, silent } from '../refusal.js';
import type { Outcome } from './batch.js';

interface Told {
  pointer: string;
  rule: string;
  id: string;
  en: string;
}

/** What became of one record, by the line of the file on which it begins. */
export interface LineVerdict {
  line: number;
  outcome: Outcome;
  errors: Told[];
  warnings: Told[];
}

export interface VerdictsOf {
  service: string;
  url: string;
  token: string;
  batch: string;
  outcome?: string;
}

/** One after the other, in the order of the file. @throws CommandFailure with the service's words */
export async function* fetchVerdicts({ service, url, token, batch, outcome }: VerdictsOf): AsyncGenerator<LineVerdict> {
  const query = outcome === undefined ? '' : `?outcome=${encodeURIComponent(outcome)}`;
  const answer = await fetch(`${url}/v1/batches/${encodeURIComponent(batch)}/verdicts${query}`, {
    headers: { authorization: `Bearer ${token}` },
  }).catch(() => undefined);
  if (!answer) throw silent(service);
  if (!answer.ok || !answer.body) throw await refusal(answer);
  const input = Readable.fromWeb(answer.body as ReadableStream);
  for await (const line of createInterface({ input, crlfDelay: Infinity })) {
    if (line !== '') yield JSON.parse(line) as LineVerdict;
  }
}
