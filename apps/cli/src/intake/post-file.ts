import { createReadStream } from 'node:fs';
import { request as requestHttp } from 'node:http';
import type { IncomingMessage, OutgoingHttpHeaders } from 'node:http';
import { request as requestHttps } from 'node:https';
import { text } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';

export interface Answer {
  status: number;
  body: string;
  /** Seconds after which to come again, when the answer says so. */
  retryAfter?: number;
}

/**
 * Streams a file as the body of a POST. Not `fetch`: it gives up when no answer has begun after five minutes, and the
 * answer to a batch begins when its last line is decided.
 */
export async function postFile(url: string, headers: OutgoingHttpHeaders, file: string): Promise<Answer> {
  const request = (url.startsWith('https:') ? requestHttps : requestHttp)(url, { method: 'POST', headers });
  const answered = new Promise<IncomingMessage>((resolve, reject) => {
    request.once('response', resolve);
    request.once('error', reject);
  });
  // A refusal may come before the file has been sent; the answer then says more than the broken pipe.
  const sent = pipeline(createReadStream(file), request).catch(() => undefined);
  const response = await answered;
  const body = await text(response);
  await sent;
  const retryAfter = Number(response.headers['retry-after']);
  return { status: response.statusCode ?? 0, body, ...(retryAfter > 0 && { retryAfter }) };
}
