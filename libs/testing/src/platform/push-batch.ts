import { request } from 'node:http';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';

/** What the sender of a batch is told, as far as tests look at it. */
export interface PushedBatch {
  readonly id: string;
  readonly status: string;
  readonly committedLines: number;
  readonly verdicts: Readonly<Record<'stored' | 'unchanged' | 'stale' | 'rejected', number>>;
}

export interface BatchPush {
  /** Address of the service, without a path. */
  readonly url: string;
  readonly entities: 'persons' | 'family-cards';
  readonly key: string;
  readonly token: () => Promise<string>;
  /** NDJSON when nothing is said. */
  readonly mediaType?: string;
  /** The payload from its beginning, in pieces of any length; asked again at every try. */
  readonly payload: () => AsyncIterable<string> | Iterable<string>;
}

export interface PushAnswer {
  readonly batch: PushedBatch;
  /** How often it had to be sent. */
  readonly tries: number;
}

const AGAIN_AFTER_MS = 300;
/** Being started again, or still held by the try that broke off. */
const PASSING = new Set([409, 502, 503, 504]);

/**
 * Sends a batch, and sends it again under the same key while the service is away, for as long as `within`.
 * @throws Error that names the status and body of a refusal
 */
export async function pushBatch(push: BatchPush, within: number): Promise<PushAnswer> {
  const giveUpAt = Date.now() + within;
  for (let tries = 1; ; tries += 1) {
    const answer = await sendOnce(push).catch((error: Error) => ({ status: 0, body: error.message }));
    if (answer.status === 200) return { batch: JSON.parse(answer.body) as PushedBatch, tries };
    const isPassing = answer.status === 0 || PASSING.has(answer.status);
    if (!isPassing || Date.now() > giveUpAt) throw new Error(`the push ended in ${answer.status} ${answer.body}`);
    await pause(AGAIN_AFTER_MS);
  }
}

async function sendOnce({
  url,
  entities,
  key,
  token,
  mediaType,
  payload,
}: BatchPush): Promise<{ status: number; body: string }> {
  const headers = {
    authorization: `Bearer ${await token()}`,
    'content-type': mediaType ?? 'application/x-ndjson',
    'idempotency-key': key,
  };
  const sending = request(`${url}/v1/${entities}/batches`, { method: 'POST', headers });
  const body = Readable.from(payload(), { objectMode: false });
  const answered = new Promise<{ status: number; body: string }>((resolve, reject) => {
    sending.once('error', reject);
    sending.once('response', (response) => {
      text(response).then((words) => resolve({ status: response.statusCode ?? 0, body: words }), reject);
    });
  });
  body.pipe(sending);
  return answered.finally(() => {
    body.destroy();
    sending.destroy();
  });
}
