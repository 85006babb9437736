import { createHash } from 'node:crypto';
import fc from 'fast-check';
import type { BatchArrival, BatchReceipt } from '@satudata/contracts';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import type { CryptoKey } from 'jose';
import { checkReceipts } from './check-receipts.js';
import type { Finding } from './check-receipts.js';
import { FINDING_WORDS } from './finding-words.js';
import type { PublicKey } from './open-receipt.js';

const REGISTRY = 'urn:satudata:population-registry';
const STORE = 'urn:satudata:consolidation';
const SENT = '{"name":"SITI"}\n{"name":"BUDI"}\n';
const sha256 = (text: string | Buffer) => createHash('sha256').update(text).digest('hex');

const FACTS = {
  sub: '5b1f7c1e-6a43-4d2b-9d6b-0f6a3f1f0a11',
  client: 'disdukcapil-18.09',
  entity: 'person',
  lines: 2,
  verdicts: { stored: 1, unchanged: 0, stale: 0, rejected: 1 },
  events: 1,
  digest: sha256(SENT),
};
const TAKEN: Omit<BatchReceipt, 'iat'> = {
  ...FACTS,
  iss: REGISTRY,
  receivedDigest: sha256('the same lines as gzip'),
  startedAt: '2026-03-01T01:00:00.000Z',
  endedAt: '2026-03-01T02:00:00.000Z',
};
const ARRIVED: Omit<BatchArrival, 'iat'> = {
  ...FACTS,
  iss: STORE,
  source: REGISTRY,
  arrivedAt: '2026-03-01T02:00:05.000Z',
};

interface KeyPair {
  kid: string;
  issuer: string;
  privateKey: CryptoKey;
  published: PublicKey;
}

let registry: KeyPair;
let store: KeyPair;
let keys: PublicKey[];
let receipt: string;
let arrival: string;

async function keyPair(kid: string, issuer: string): Promise<KeyPair> {
  const { privateKey, publicKey } = await generateKeyPair('ES256');
  return { kid, issuer, privateKey, published: { ...(await exportJWK(publicKey)), kid, alg: 'ES256', issuer } };
}
const sign = (claims: object, { kid, privateKey }: KeyPair, typ: string) =>
  new SignJWT({ ...claims }).setProtectedHeader({ alg: 'ES256', typ, kid }).setIssuedAt().sign(privateKey);
const signReceipt = (changes: object = {}) => sign({ ...TAKEN, ...changes }, registry, 'batch-receipt+jwt');
const signArrival = (changes: object = {}) => sign({ ...ARRIVED, ...changes }, store, 'batch-arrival+jwt');
const findings = async (evidence: Parameters<typeof checkReceipts>[0], known = keys) =>
  (await checkReceipts(evidence, known)).findings;

beforeAll(async () => {
  registry = await keyPair('registry-1', REGISTRY);
  store = await keyPair('store-1', STORE);
  keys = [registry.published, store.published];
  [receipt, arrival] = await Promise.all([signReceipt(), signArrival()]);
});

describe('Receipts that are what they say', () => {
  it('hold, with the file that was sent, plain or as it travelled', async () => {
    expect(await findings({ receipt })).toEqual([]);
    expect(await findings({ receipt, arrival, fileDigest: sha256(SENT) })).toEqual([]);
    expect(await findings({ receipt, arrival, fileDigest: TAKEN.receivedDigest })).toEqual([]);
  });

  it('are told with what they state', async () => {
    const judgement = await checkReceipts({ receipt, arrival }, keys);
    expect(judgement).toMatchObject({ receipt: TAKEN, arrival: ARRIVED });
  });
});

describe('One byte that was changed', () => {
  /** What a sender keeps, one behind the other; a place in it is a byte of one of them. */
  const changedAt = (place: number, mask: number) => {
    const parts = [receipt, arrival, SENT].map((text) => Buffer.from(text));
    let at = place % parts.reduce((sum, { length }) => sum + length, 0);
    const part = parts.find(({ length }) => at < length || ((at -= length), false)) as Buffer;
    part.writeUInt8(part.readUInt8(at) ^ mask, at);
    const [one, two, file] = parts.map((bytes) => bytes.toString('utf8')) as [string, string, string];
    return { receipt: one, arrival: two, fileDigest: sha256(parts[2] ?? file) };
  };

  it('is found at any of 200 random places, in any of 255 ways', async () => {
    const tampering = fc.asyncProperty(fc.nat({ max: 1_000_000 }), fc.integer({ min: 1, max: 255 }), async (at, mask) =>
      expect(await findings(changedAt(at, mask))).not.toEqual([]),
    );
    await fc.assert(tampering, { numRuns: 200 });
  });

  it('is found at every place of the signatures, even where only the spelling changes', async () => {
    const last = receipt.at(-1) ?? '';
    const spellings = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'].filter(
      (letter) => letter !== last,
    );
    for (const letter of spellings) expect(await findings({ receipt: receipt.slice(0, -1) + letter })).toHaveLength(1);
    expect(await findings({ receipt: `${receipt}\n` })).toEqual(['receipt.form']);
    expect(await findings({ receipt: `${receipt}=` })).toEqual(['receipt.form']);
  });
});

describe('A receipt', () => {
  it.each<[what: string, text: () => string | Promise<string>, finding: Finding]>([
    ['that is empty', () => '', 'receipt.form'],
    ['that is some other file', () => SENT, 'receipt.form'],
    ['that is an arrival', () => arrival, 'receipt.type'],
    ['that is an access token', () => sign(TAKEN, registry, 'at+jwt'), 'receipt.type'],
    [
      'signed by a key nobody knows',
      async () => sign(TAKEN, await keyPair('x', REGISTRY), 'batch-receipt+jwt'),
      'receipt.key-unknown',
    ],
    [
      'signed by a key that took the name of another',
      async () => sign(TAKEN, await keyPair('registry-1', REGISTRY), 'batch-receipt+jwt'),
      'receipt.signature',
    ],
    [
      'that the store signed in the name of the source',
      () => sign(TAKEN, store, 'batch-receipt+jwt'),
      'receipt.issuer',
    ],
    [
      'that the store signed in its own name',
      () => sign({ ...TAKEN, iss: STORE }, store, 'batch-receipt+jwt'),
      'receipt.issuer',
    ],
    ['whose verdicts do not add up', () => signReceipt({ lines: 3 }), 'counts.sum'],
  ])('%s is not believed', async (_, text, finding) => {
    expect(await findings({ receipt: await text() })).toEqual([finding]);
  });

  it('without a signature is not believed, whatever algorithm it claims', async () => {
    const header = Buffer.from(JSON.stringify({ alg: 'none', typ: 'batch-receipt+jwt', kid: 'registry-1' }));
    const payload = receipt.split('.')[1];
    expect(await findings({ receipt: `${header.toString('base64url')}.${payload}.` })).toEqual(['receipt.form']);
    expect(await findings({ receipt: `${header.toString('base64url')}.${payload}.AAAA` })).toEqual([
      'receipt.signature',
    ]);
  });
});

describe('An arrival', () => {
  it('that the source signed for itself is not believed', async () => {
    const own = await sign({ ...ARRIVED, iss: REGISTRY }, registry, 'batch-arrival+jwt');
    expect(await findings({ receipt, arrival: own })).toEqual(['arrival.issuer']);
  });

  it.each<[what: string, changes: object, finding: Finding]>([
    ['another batch', { sub: '00000000-0000-4000-8000-000000000000' }, 'batch.differs'],
    ['a batch of another source', { source: 'urn:satudata:farmer-cards' }, 'batch.differs'],
    ['another sender', { client: 'disdukcapil-18.01' }, 'sender.differs'],
    ['another kind of data', { entity: 'family-card' }, 'sender.differs'],
    ['other content', { digest: sha256('other') }, 'digest.differs'],
    ['another number of lines', { lines: 3 }, 'counts.differ'],
    ['another number of events', { events: 2 }, 'counts.differ'],
    ['other verdicts', { verdicts: { stored: 2, unchanged: 0, stale: 0, rejected: 0 } }, 'counts.differ'],
  ])('of %s does not go with the receipt', async (_, changes, finding) => {
    expect(await findings({ receipt, arrival: await signArrival(changes) })).toEqual([finding]);
  });
});

describe('A file', () => {
  it('other than the one that was sent is told', async () => {
    expect(await findings({ receipt, fileDigest: sha256(`${SENT} `) })).toEqual(['file.differs']);
  });

  it('of which only the first lines were taken, since its batch was cancelled, is not proved by their receipt', async () => {
    const cancelled = { status: 'cancelled', digest: sha256('rolling') };
    const [part, arrived] = [await signReceipt(cancelled), await signArrival(cancelled)];
    expect(await findings({ receipt: part, arrival: arrived })).toEqual([]);
    expect(await findings({ receipt: part, fileDigest: sha256(SENT) })).toEqual(['file.cut-short']);
    expect(await findings({ receipt: part, arrival: await signArrival({ digest: sha256('rolling') }) })).toEqual([
      'batch.differs',
    ]);
  });
});

describe('The sentence of a finding', () => {
  it.each(Object.entries(FINDING_WORDS))('%s is a whole one in both languages', (_, { id, en }) => {
    expect([id, en]).toEqual([expect.stringMatching(/^[A-Z].+\.$/), expect.stringMatching(/^[A-Z].+\.$/)]);
    expect(id).not.toBe(en);
  });
});
