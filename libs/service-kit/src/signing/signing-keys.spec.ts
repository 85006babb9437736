import { calculateJwkThumbprint } from 'jose';
import { newSigningKey, publicPart } from './es256.js';
import { parseSigningKeys, SigningKeys } from './signing-keys.js';

const at = (time: string) => new Date(`2026-11-24T${time}:00Z`);
const key = (kid: string, from: string) => ({ jwk: { kty: 'EC', kid }, signsFrom: at(from) });

describe('the keys that sign', () => {
  const keys = new SigningKeys([key('old', '08:00'), key('new', '10:00'), key('next', '12:00')]);

  it.each([
    ['09:00', 'old'],
    ['10:00', 'new'],
    ['11:59', 'new'],
    ['23:00', 'next'],
  ])('at %s: the youngest that has started (%s)', (time, kid) => {
    expect(keys.signingAt(at(time)).kid).toBe(kid);
  });

  it('are none before the first has started', () => {
    expect(() => keys.signingAt(at('07:59'))).toThrow('no signing key');
  });

  it('are all published', () => {
    expect(keys.jwks.map(({ kid }) => kid)).toEqual(['old', 'new', 'next']);
  });
});

describe('keys that the operator gives', () => {
  it.each([
    ['no JSON', '-----BEGIN'],
    ['no set', '[]'],
    ['an empty set', '{"keys":[]}'],
    ['a public key', '{"keys":[{"kty":"EC","crv":"P-256","kid":"a","x":"s3cret","y":"y"}]}'],
    ['a key without a name', '{"keys":[{"kty":"EC","crv":"P-256","d":"s3cret"}]}'],
    ['a key of another kind', '{"keys":[{"kty":"RSA","kid":"a","d":"s3cret"}]}'],
    ['null', 'null'],
  ])('are refused when they are %s, without telling what was read', (_what, text) => {
    expect(() => parseSigningKeys('IDENTITY_SIGNING_KEYS', text)).toThrow(
      new Error('IDENTITY_SIGNING_KEYS must be a JWK set of private P-256 keys, each with a kid'),
    );
  });
});

describe('a new key', () => {
  it('is named by its thumbprint and shows no private part', async () => {
    const made = await newSigningKey();
    expect(made.d).toBeDefined();
    expect(made.kid).toBe(await calculateJwkThumbprint(publicPart(made)));
    expect(publicPart(made).d).toBeUndefined();
  });
});
