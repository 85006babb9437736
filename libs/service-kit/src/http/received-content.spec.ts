import { createHash } from 'node:crypto';
import type { Problem } from '../problems/problem.js';
import { ReceivedContent } from './received-content.js';

const CONTENT = '{"hello": "world"}\n';
/** The examples of RFC 9530, Appendix D. */
const SHA_256 = 'sha-256=:RK/0qy18MlBSVnWgjwz6lZEWjP/lF5HF9bvEF8FabDg=:';
const SHA_512 = 'sha-512=:YMAam51Jz/jOATT6/zvHrLVgOYTGFy1d6GJiOHTohq4yP+pgk4vf2aCsyRZOtw8MjkM7iw7yZ/WkppmM44T3qg==:';

function judge(header: string | undefined, content = CONTENT): Problem | undefined {
  try {
    const received = new ReceivedContent(header);
    for (const byte of Buffer.from(content)) received.hear(Buffer.of(byte));
    received.requireDeclared();
    return undefined;
  } catch (error) {
    return error as Problem;
  }
}

describe('Content with a Content-Digest', () => {
  it.each([
    ['sha-256', SHA_256],
    ['sha-512', SHA_512],
    ['both', `${SHA_256}, ${SHA_512}`],
    ['one known and one weak', `md5=:Sd/dVLAcvNLSq16eXua5uQ==:,${SHA_256}`],
    ['none at all', undefined],
  ])('that has %s is what it says', (_, header) => {
    expect(judge(header)).toBeUndefined();
  });

  it.each([
    ['sha-256', SHA_256],
    ['sha-512', SHA_512],
    ['both, one of them right', `${SHA_256}, sha-512=:${'A'.repeat(85)}A==:`],
  ])('of other content is refused by %s', (_, header) => {
    const content = header.includes('AAAA') ? CONTENT : CONTENT.replace('world', 'wor1d');
    expect(judge(header, content)).toMatchObject({
      type: 'digest-mismatch',
      status: 400,
      details: { errors: [{ parameter: 'Content-Digest', rule: 'mismatch' }] },
    });
  });

  it.each([
    ['form', ''],
    ['form', 'sha-256'],
    ['form', 'sha-256=abc'],
    ['form', 'sha-256=:RK/0qy18MlBSVnWgjwz6lZEWjP=:'],
    ['form', SHA_256.slice(0, -1)],
    ['form', `${SHA_256} ${SHA_512}`],
    ['form', 'SHA-256=:RK/0qy18MlBSVnWgjwz6lZEWjP/lF5HF9bvEF8FabDg=:'],
    ['algorithm', 'md5=:Sd/dVLAcvNLSq16eXua5uQ==:'],
    ['algorithm', 'crc32c=:AAAAAA==:'],
  ])('is refused for its %s when it says %j', (rule, header) => {
    expect(judge(header)).toMatchObject({
      type: 'invalid-header',
      status: 400,
      details: {
        errors: [{ parameter: 'Content-Digest', rule }],
        headers: { 'want-content-digest': 'sha-256=10, sha-512=5' },
      },
    });
  });

  it('has a sha-256 whether anything was declared or not', () => {
    const received = new ReceivedContent(undefined);
    received.hear(Buffer.from(CONTENT));
    expect([received.sha256, received.sha256]).toEqual(
      Array(2).fill(createHash('sha256').update(CONTENT).digest('hex')),
    );
  });
});
