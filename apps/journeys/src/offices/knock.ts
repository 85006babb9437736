import { gzipSync } from 'node:zlib';
import type { Answer } from '@satudata/testing';

export interface Knock {
  readonly method: string;
  readonly token?: string;
  readonly body?: string | Buffer;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Any request at all, also one that no decent client would make. */
export async function knock(url: string, { method, token, body, headers }: Knock): Promise<Answer> {
  const response = await fetch(url, {
    method,
    headers: { ...(token && { authorization: `Bearer ${token}` }), ...headers },
    ...(body !== undefined && { body: typeof body === 'string' ? body : new Uint8Array(body) }),
  });
  const text = await response.text();
  const told = text === '' ? {} : (JSON.parse(text) as Record<string, unknown>);
  return { status: response.status, headers: response.headers, body: told };
}

/** A gzip stream whose end never arrives. */
export function brokenGzip(text: string): Buffer {
  const whole = gzipSync(text);
  return whole.subarray(0, whole.length - 12);
}
