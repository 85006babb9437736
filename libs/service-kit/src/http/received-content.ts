import { createHash, timingSafeEqual, type Hash } from 'node:crypto';
import type { Words } from '@satudata/contracts';
import type { ProblemName } from '../problems/catalogue.js';
import { Problem } from '../problems/problem.js';

const ALGORITHMS = { 'sha-256': 'sha256', 'sha-512': 'sha512' } as const;
type Algorithm = keyof typeof ALGORITHMS;

/**
 * The content of a request as its bytes come in, before any decoding, held against its `Content-Digest` (RFC 9530).
 * Algorithms that are known to be weak are no check, so a sender that names no other is told.
 */
export class ReceivedContent {
  private readonly hashes: Map<Algorithm, Hash>;
  private readonly digests = new Map<Algorithm, Buffer>();
  private readonly declared: ReadonlyMap<Algorithm, Buffer>;

  /** @throws Problem `invalid-header` */
  constructor(header: string | undefined) {
    this.declared = header === undefined ? new Map() : parseContentDigest(header);
    const wanted = new Set<Algorithm>(['sha-256', ...this.declared.keys()]);
    this.hashes = new Map([...wanted].map((algorithm) => [algorithm, createHash(ALGORITHMS[algorithm])]));
  }

  get isDeclared(): boolean {
    return this.declared.size > 0;
  }

  readonly hear = (bytes: Buffer): void => {
    for (const hash of this.hashes.values()) hash.update(bytes);
  };

  /** Hex; nothing is heard after it. */
  get sha256(): string {
    return this.digestOf('sha-256').toString('hex');
  }

  /** Once all is heard. @throws Problem `digest-mismatch` */
  requireDeclared(): void {
    const isSame = ([algorithm, digest]: [Algorithm, Buffer]) => timingSafeEqual(this.digestOf(algorithm), digest);
    if (![...this.declared].every(isSame)) throw refused('digest-mismatch', 'mismatch', MISMATCH);
  }

  private digestOf(algorithm: Algorithm): Buffer {
    const known = this.digests.get(algorithm) ?? this.hashes.get(algorithm)?.digest();
    if (!known) throw new Error(`${algorithm} is not computed here`);
    this.digests.set(algorithm, known);
    return known;
  }
}

/** One member of the dictionary (RFC 8941): an algorithm and its digest as a byte sequence. */
const MEMBER = /^([a-z*][a-z0-9_.*-]*)=:([A-Za-z0-9+/]*={0,2}):$/;
const SIZES = { 'sha-256': 32, 'sha-512': 64 } as const satisfies Record<Algorithm, number>;

function parseContentDigest(header: string): Map<Algorithm, Buffer> {
  const declared = new Map<Algorithm, Buffer>();
  for (const member of header.split(',')) {
    const [, algorithm = '', text = ''] = MEMBER.exec(member.trim()) ?? [];
    if (algorithm === '') throw refused('invalid-header', 'form', FORM);
    if (!isKnown(algorithm)) continue;
    const digest = Buffer.from(text, 'base64');
    if (digest.length !== SIZES[algorithm]) throw refused('invalid-header', 'form', FORM);
    declared.set(algorithm, digest);
  }
  if (declared.size === 0) throw refused('invalid-header', 'algorithm', UNKNOWN);
  return declared;
}

const isKnown = (algorithm: string): algorithm is Algorithm => Object.hasOwn(ALGORITHMS, algorithm);

function refused(type: ProblemName, rule: string, words: Words): Problem {
  return new Problem(type, {
    errors: [{ parameter: 'Content-Digest', rule, ...words }],
    detail: words,
    headers: { 'want-content-digest': 'sha-256=10, sha-512=5' },
  });
}

const FORM = {
  id: 'Content-Digest harus berbentuk sha-256=:…: atau sha-512=:…: (RFC 9530), dengan sidik dalam base64.',
  en: 'Content-Digest must have the form sha-256=:…: or sha-512=:…: (RFC 9530), with the digest in base64.',
};
const UNKNOWN = {
  id: 'Content-Digest harus memakai sha-256 atau sha-512.',
  en: 'Content-Digest must use sha-256 or sha-512.',
};
const MISMATCH = {
  id: 'Isi yang sampai tidak sesuai Content-Digest; kirim lagi.',
  en: 'The content that arrived does not match Content-Digest; send it again.',
};
