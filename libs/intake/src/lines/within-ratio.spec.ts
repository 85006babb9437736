import { Readable } from 'node:stream';
import { createGunzip, gzipSync } from 'node:zlib';
import { Problem } from '@satudata/service-kit';
import { aPerson } from '@satudata/testing';
import { withinRatio } from './within-ratio.js';

const MIB = 1024 * 1024;

/** How many bytes came through, and what ended them. */
async function inflate(content: Buffer): Promise<{ bytes: number; problem?: string }> {
  const sent = gzipSync(content);
  let bytes = 0;
  try {
    for await (const part of withinRatio(Readable.from([sent]).pipe(createGunzip()), () => sent.length)) {
      bytes += part.length;
    }
    return { bytes };
  } catch (error) {
    return { bytes, problem: (error as Problem).type };
  }
}

describe('what gzip inflates to', () => {
  it('comes through whole when it is persons', async () => {
    const persons = Array.from({ length: 27_000 }, (_, index) => `${JSON.stringify(aPerson({}, index % 9_000))}\n`);
    const content = Buffer.from(persons.join(''));
    expect(content.length).toBeGreaterThan(8 * MIB);
    expect(await inflate(content)).toEqual({ bytes: content.length });
  });

  it('is refused soon after four megabytes when it is nothing but line feeds', async () => {
    const { bytes, problem } = await inflate(Buffer.alloc(64 * MIB, '\n'));
    expect(problem).toBe('too-large');
    expect(bytes).toBeLessThanOrEqual(13 * MIB);
  });

  it('may be of any density while it is small', async () => {
    expect(await inflate(Buffer.alloc(4 * MIB, '\n'))).toEqual({ bytes: 4 * MIB });
  });
});
