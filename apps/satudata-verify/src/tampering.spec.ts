import { createHash, generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import { checkpointOpener } from './checkpoint.js';
import { Finding } from './finding.js';
import { verifyTrail } from './verify-trail.js';

const ENTRIES = 120;
const EVERY = 17;
const SERVICE = 'urn:satudata:population-registry';

const KEY = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const STRANGER = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const jwk = (key: KeyObject, issuer: string, kid = 'k1') => ({ ...key.export({ format: 'jwk' }), kid, issuer });
const open = checkpointOpener(JSON.stringify({ keys: [jwk(KEY.publicKey, SERVICE)] }));

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');

interface Signing {
  readonly key?: KeyObject;
  readonly header?: object;
  readonly claims?: object;
}

function signed(claims: object, { key = KEY.privateKey, header = {}, claims: more = {} }: Signing = {}): string {
  const head = encode({ alg: 'ES256', typ: 'trail-checkpoint+jwt', kid: 'k1', ...header });
  const input = `${head}.${encode({ iss: SERVICE, iat: 1_795_521_600, ...claims, ...more })}`;
  return `${input}.${sign('sha256', Buffer.from(input), { key, dsaEncoding: 'ieee-p1363' }).toString('base64url')}`;
}

/** Written as the service writes it, without its code: members in the order of their names. */
const contentOf = (n: number) => `{"client":"disdukcapil-18.0${n % 9}","person":"p${n % 7}","purpose":"planning"}`;

/** The export of entries with these contents; the chain is right whatever they say. */
function exported(contents: readonly string[], checkpointOf = (claims: object) => signed(claims)): string[] {
  const lines: string[] = [];
  let [hash, previous, last] = ['0'.repeat(64), null as string | null, ''];
  contents.forEach((content, index) => {
    const number = index + 1;
    hash = sha256(`{"entry":${content},"number":${number},"previous":"${hash}"}`);
    lines.push(`{"entry":${content},"hash":"${hash}","number":${number}}`);
    if (number % EVERY !== 0 && number !== contents.length) return;
    last = checkpointOf({ through: number, head: hash, previous });
    previous = sha256(last);
    lines.push(`{"checkpoint":"${last}"}`);
  });
  return [`{"head":"${last}"}`, ...lines];
}

const CONTENTS = Array.from({ length: ENTRIES }, (_, n) => contentOf(n));
const WHOLE = exported(CONTENTS);

async function faultOf(lines: readonly string[], witnesses: readonly string[] = []): Promise<string | undefined> {
  try {
    await verifyTrail(lines, open, witnesses);
    return undefined;
  } catch (error) {
    if (error instanceof Finding) return error.fault;
    throw error;
  }
}

describe('an export', () => {
  it('that nobody touched is whole', async () => {
    expect(await verifyTrail(WHOLE, open)).toEqual({
      service: SERVICE,
      entries: ENTRIES,
      checkpoints: Math.ceil(ENTRIES / EVERY),
      signedAt: new Date(1_795_521_600_000),
    });
  });

  it.each<[string, Signing]>([
    ['another key', { key: STRANGER.privateKey }],
    ['a key that is not published', { header: { kid: 'k2' } }],
    ['another type', { header: { typ: 'batch-receipt+jwt' } }],
    ['no algorithm', { header: { alg: 'none' } }],
    ['the name of another service', { claims: { iss: 'urn:satudata:consolidation' } }],
    ['a number that is none', { claims: { through: '120' } }],
    ['a hash that is none', { claims: { head: 'x' } }],
  ])('whose checkpoints are signed with %s is refused', async (_what, how) => {
    expect(await faultOf(exported(CONTENTS, (claims) => signed(claims, how)))).toBe('checkpoint.signature');
  });

  it('signed with a published key of another service is refused', async () => {
    const keys = [jwk(KEY.publicKey, SERVICE), jwk(STRANGER.publicKey, 'urn:satudata:consolidation', 'k2')];
    const lines = exported(CONTENTS, (claims) => signed(claims, { key: STRANGER.privateKey, header: { kid: 'k2' } }));
    await expect(verifyTrail(lines, checkpointOpener(JSON.stringify({ keys })))).rejects.toMatchObject({
      fault: 'checkpoint.signature',
    });
  });

  it.each([
    ['spaces', (line: string) => line.replace(',', ', ')],
    ['a member twice', (line: string) => line.replace('{"entry":', '{"entry":{},"entry":')],
    [
      'another order of members',
      (line: string) => line.replace(/"client":("[^"]*"),"person":("[^"]*")/, '"person":$2,"client":$1'),
    ],
    ['an escape that need not be', (line: string) => line.replace('disdukcapil', '\\u0064isdukcapil')],
  ])('has only one way to be written: %s', async (_what, change) => {
    expect(await faultOf(WHOLE.with(1, change(WHOLE[1] ?? '')))).toBe('line.form');
  });

  it('that is empty, or nothing but its first line, is cut short', async () => {
    expect([await faultOf([]), await faultOf(WHOLE.slice(0, 1))]).toEqual(['export.end', 'export.end']);
  });
});

describe('an export that was cut back to an earlier checkpoint is whole in itself', () => {
  const earlier = exported(CONTENTS.slice(0, EVERY * 2));
  const kept = WHOLE[0] ?? '';

  it('and is found by who kept the first line of a later one, or its checkpoint', async () => {
    expect(await faultOf(earlier)).toBeUndefined();
    expect(await faultOf(earlier, [kept])).toBe('witness.cut');
    expect(await faultOf(earlier, [(JSON.parse(kept) as { head: string }).head])).toBe('witness.cut');
  });

  it('while a later one bears out all that is remembered', async () => {
    expect(await faultOf(WHOLE, [earlier[0] ?? '', kept])).toBeUndefined();
  });

  it('and a trail that was written anew and signed again is not the one that is remembered', async () => {
    const anew = exported(CONTENTS.with(5, contentOf(99)));
    expect(await faultOf(anew)).toBeUndefined();
    expect(await faultOf(anew, [earlier[0] ?? ''])).toBe('witness.differs');
  });

  it('while a witness that the service did not sign is none', async () => {
    expect(await faultOf(WHOLE, ['{"head":"a.b.c"}'])).toBe('witness.signature');
  });
});

describe('of 1,002 random tamperings in equal shares', () => {
  const SHARE = 167;
  /** The same on every run: a tampering that is not found can be looked at. */
  const random = mulberry32(20261124);
  const below = (limit: number) => Math.floor(random() * limit);
  const anyLine = () => below(WHOLE.length);

  function changedByte(line: string): string {
    const at = below(line.length);
    const other = String.fromCharCode(33 + ((line.charCodeAt(at) - 33 + 1 + below(92)) % 94));
    return line.slice(0, at) + other + line.slice(at + 1);
  }

  /** A change that stays well-formed: another office, person or purpose. */
  function changedMeaning(content: string): string {
    const changes = [
      content.replace(/disdukcapil-18\.0\d/, 'somebody-else'),
      content.replace(/"p\d"/, '"p9"'),
      content.replace('planning', 'law-enforcement'),
    ];
    return changes[below(changes.length)] ?? '';
  }

  const TAMPERINGS: Readonly<Record<string, () => string[]>> = {
    change: () => {
      const at = anyLine();
      const line = WHOLE[at] ?? '';
      return WHOLE.with(at, below(2) === 0 && line.startsWith('{"entry"') ? changedMeaning(line) : changedByte(line));
    },
    delete: () => WHOLE.toSpliced(anyLine(), 1),
    insert: () => {
      const copied = WHOLE[anyLine()] ?? '';
      const invented = `{"entry":${contentOf(below(1000))},"hash":"${sha256(String(random()))}","number":${1 + below(ENTRIES)}}`;
      return WHOLE.toSpliced(below(WHOLE.length + 1), 0, below(2) === 0 ? copied : invented);
    },
    reorder: () => {
      const [a, b] = [anyLine(), anyLine()];
      if (a === b) return WHOLE.toSpliced(a, 1).toSpliced((a + 1) % WHOLE.length, 0, WHOLE[a] ?? '');
      return WHOLE.with(a, WHOLE[b] ?? '').with(b, WHOLE[a] ?? '');
    },
    truncate: () => WHOLE.slice(0, 1 + below(WHOLE.length - 1)),
    'rewrite with recomputed hashes': () => {
      const at = below(ENTRIES);
      const rewritten = [
        CONTENTS.with(at, changedMeaning(CONTENTS[at] ?? '')),
        CONTENTS.toSpliced(at, 1),
        CONTENTS.toSpliced(at, 0, contentOf(below(1000))),
      ][below(3)];
      const checkpoints = WHOLE.filter((line) => line.startsWith('{"checkpoint"'));
      // Without the key: the old checkpoints, or new ones by a key of one's own.
      const forged = exported(rewritten ?? [], (claims) => signed(claims, { key: STRANGER.privateKey }));
      if (below(2) === 0) return forged;
      let next = 0;
      const kept = forged.map((line) => (line.startsWith('{"checkpoint"') ? (checkpoints[next++] ?? line) : line));
      return kept.with(0, WHOLE[0] ?? '');
    },
  };

  it.each(Object.entries(TAMPERINGS))('every one of "%s" is found', async (_kind, tamper) => {
    const missed: string[][] = [];
    for (let n = 0; n < SHARE; n++) {
      const tampered = tamper();
      if (tampered.join('\n') === WHOLE.join('\n')) throw new Error('this tampering changes nothing');
      if ((await faultOf(tampered)) === undefined) missed.push(tampered);
    }
    expect(missed).toEqual([]);
  });
});

function mulberry32(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
