import { createHash } from 'node:crypto';
import type { PlatformDescription } from '@satudata/local-platform';
import { tokenSource } from '../client-token.js';
import { urlOf } from '../running-platform.js';
import type { Batch } from './batch.js';
import { PUSHABLE, type Pushable } from './entities.js';
import { fetchVerdicts, type LineVerdict } from './fetch-verdicts.js';
import { pushFile, type PushPlan } from './push-file.js';
import { headersFor, type FileMeasure, type RecordFile } from './record-file.js';

/** Where the files of one client go. */
export interface Destination {
  client: string;
  service: string;
  url: string;
  token: () => Promise<string>;
}

export function destinationOf(platform: PlatformDescription, entities: Pushable, client: string): Destination {
  const { service } = PUSHABLE[entities];
  return { client, service, url: urlOf(platform, service), token: tokenSource(platform, { client, service }) };
}

/** Sends a file as one batch, under a key of the sender's or one made of its content. @throws CommandFailure */
export function sendFile(
  file: RecordFile,
  { sha256 }: FileMeasure,
  { client, url, token }: Destination,
  { key, onProgress }: { key?: string | undefined; onProgress: PushPlan['onProgress'] },
): Promise<Batch> {
  const headers = headersFor(file, sha256);
  const idempotencyKey = key ?? contentKey(client, file, sha256);
  return pushFile({ url, entities: file.entities, file: file.path, headers, idempotencyKey, token, onProgress });
}

export async function* rejectedOf(batch: Batch, { service, url, token }: Destination): AsyncGenerator<LineVerdict> {
  yield* fetchVerdicts({ service, url, token: await token(), batch: batch.id, outcome: 'rejected' });
}

/** The same file of the same client is the same batch, however often it is sent; read otherwise, it is another. */
function contentKey(client: string, { mapping }: RecordFile, sha256: Buffer): string {
  const hash = createHash('sha256').update(`${client}\n${sha256.toString('hex')}`);
  const isMapped = Object.keys(mapping.columns).length + Object.keys(mapping.constants).length > 0;
  if (isMapped) hash.update(`\n${JSON.stringify(mapping)}`);
  return hash.digest('hex');
}
