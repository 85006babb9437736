import { Problem } from '@satudata/service-kit';
import type { Finding } from '../verdict.js';

const ETAGS = /^\s*(\*|(W\/)?"[^"]*"(\s*,\s*(W\/)?"[^"]*")*)\s*$/;

/** The ETag of a version. */
export function etagOf(version: number): string {
  return `"${version}"`;
}

/**
 * An `If-Match` header (RFC 9110 §13.1.1) as the ETags it allows, or `*` for any that exists.
 * @throws Problem `invalid-header` when it is no list of ETags
 */
export function parseIfMatch(header: string | undefined): readonly string[] | undefined {
  if (header === undefined) return undefined;
  if (!ETAGS.test(header)) throw new Problem('invalid-header', { errors: [malformed], detail: malformed });
  return header.split(',').map((etag) => etag.trim());
}

/** Does the sender know what it is about to change? Weak ETags match nothing: they promise no sameness. */
export function checkVersion(ifMatch: readonly string[] | undefined, held: number | undefined): Finding | undefined {
  if (ifMatch === undefined) return undefined;
  const isKnown = held !== undefined && (ifMatch.includes('*') || ifMatch.includes(etagOf(held)));
  return isKnown ? undefined : { pointer: '', rule: 'if-match' };
}

const malformed = {
  parameter: 'If-Match',
  rule: 'if-match.etags',
  id: 'Header If-Match harus berisi ETag seperti "3".',
  en: 'The If-Match header must hold an ETag such as "3".',
};
