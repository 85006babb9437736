import { createGunzip, type Gunzip } from 'node:zlib';
import { Problem } from '@satudata/service-kit';
import type { Request } from 'express';
import { withinRatio } from './within-ratio.js';

/**
 * The body of a request as bytes, inflated if it is gzip; `onReceived` sees them as they came. Ending early leaves the
 * connection usable for the answer.
 */
export async function* payloadOf(request: Request, onReceived: (bytes: Buffer) => void): AsyncGenerator<Buffer> {
  const encoding = request.get('content-encoding') ?? 'identity';
  if (encoding === 'identity') {
    for await (const bytes of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
      onReceived(bytes);
      yield bytes;
    }
  } else if (encoding === 'gzip') {
    yield* inflated(request, onReceived);
  } else {
    const words = { id: 'Content-Encoding harus gzip atau tidak ada.', en: 'Content-Encoding must be gzip or absent.' };
    throw new Problem('unsupported-media-type', { detail: words });
  }
}

async function* inflated(request: Request, onReceived: (bytes: Buffer) => void): AsyncGenerator<Buffer> {
  const gunzip = createGunzip();
  let received = 0;
  const hear = (bytes: Buffer) => {
    received += bytes.length;
    onReceived(bytes);
  };
  // Not `pipeline`: it would destroy the request, and with it the connection the answer needs.
  request.on('data', hear);
  request.pipe(gunzip);
  request.once('close', () => endEarly(request, gunzip));
  try {
    yield* withinRatio(gunzip as AsyncIterable<Buffer>, () => received);
  } catch (error) {
    const code = (error as { code?: string }).code ?? '';
    throw code.startsWith('Z_') ? new Problem('malformed-encoding') : error;
  } finally {
    request.unpipe(gunzip);
    request.off('data', hear);
  }
}

function endEarly(request: Request, gunzip: Gunzip): void {
  if (!request.complete) gunzip.destroy(new SenderGone());
}

/** The connection ended before the body did. */
export class SenderGone extends Error {
  override readonly name = 'SenderGone';
  readonly code = 'ECONNRESET';
}
