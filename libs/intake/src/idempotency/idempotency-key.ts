import { Problem } from '@satudata/service-kit';

/** Without what parts a structured field (RFC 8941): comma, semicolon, quotation mark. */
const BARE = /^[\x21\x23-\x2b\x2d-\x3a\x3c-\x7e]{1,255}$/;
/** A String of RFC 8941 §3.3.3. */
const QUOTED = /^"((?:[\x20\x21\x23-\x5b\x5d-\x7e]|\\["\\]){1,510})"$/;
const LONGEST = 255;

/**
 * The key in an `Idempotency-Key` header: a structured String, as draft-ietf-httpapi-idempotency-key has it, or the
 * same characters bare, as clients sent them here before; `"a"` and `a` are one key. Two keys are none: `a,b` names no
 * request.
 * @returns undefined when there is no header
 * @throws Problem `invalid-header`
 */
export function parseIdempotencyKey(header: string | undefined): string | undefined {
  if (header === undefined) return undefined;
  const key = QUOTED.exec(header)?.[1]?.replace(/\\(.)/g, '$1') ?? BARE.exec(header)?.[0];
  if (key === undefined || key.length > LONGEST) throw refused('form', FORM);
  return key;
}

/** @throws Problem `invalid-header` also when there is none */
export function requireIdempotencyKey(header: string | undefined): string {
  const key = parseIdempotencyKey(header);
  if (key === undefined) throw refused('required', REQUIRED);
  return key;
}

function refused(rule: string, words: { readonly id: string; readonly en: string }): Problem {
  return new Problem('invalid-header', {
    errors: [{ parameter: 'Idempotency-Key', rule, ...words }],
    detail: words,
  });
}

const REQUIRED = {
  id: 'Header Idempotency-Key wajib ada (1-255 karakter ASCII) untuk kiriman banyak data.',
  en: 'The Idempotency-Key header (1 to 255 ASCII characters) is required for a batch.',
};

const FORM = {
  id: 'Header Idempotency-Key harus 1-255 karakter ASCII, sebaiknya di antara tanda kutip.',
  en: 'The Idempotency-Key header must be 1 to 255 ASCII characters, preferably between quotation marks.',
};
