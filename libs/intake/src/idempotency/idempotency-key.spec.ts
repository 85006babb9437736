import { Problem } from '@satudata/service-kit';
import { parseIdempotencyKey, requireIdempotencyKey } from './idempotency-key.js';

const problemOf = (work: () => unknown): Problem => {
  try {
    work();
  } catch (error) {
    return error as Problem;
  }
  throw new Error('nothing was refused');
};

describe('An Idempotency-Key', () => {
  it.each([
    ['"8e03978e-40d5-43dd-bc93-6894a57f9324"', '8e03978e-40d5-43dd-bc93-6894a57f9324'],
    ['8e03978e-40d5-43dd-bc93-6894a57f9324', '8e03978e-40d5-43dd-bc93-6894a57f9324'],
    ['"with a space"', 'with a space'],
    ['"\\"quoted\\" and \\\\"', '"quoted" and \\'],
    [`"${'k'.repeat(255)}"`, 'k'.repeat(255)],
    ['k'.repeat(255), 'k'.repeat(255)],
    [`"${'\\"'.repeat(255)}"`, '"'.repeat(255)],
  ])('%s is the key %s', (header, key) => {
    expect(parseIdempotencyKey(header)).toBe(key);
  });

  it.each([
    ['empty', ''],
    ['an empty string', '""'],
    ['never closed', '"key'],
    ['closed twice', '"key""'],
    ['two keys', '"one", "two"'],
    ['two bare keys', 'one, two'],
    ['two bare keys without a space', 'one,two'],
    ['a bare key with parameters', 'key;a=1'],
    ['a bare key with a quotation mark in it', 'ke"y'],
    ['with parameters', '"key";a=1'],
    ['with an escape that is none', '"a\\b"'],
    ['of characters beyond ASCII', 'k\u00e9y'],
    ['too long', 'k'.repeat(256)],
    ['too long between quotation marks', `"${'k'.repeat(256)}"`],
  ])('that is %s is refused', (_, header) => {
    expect(problemOf(() => parseIdempotencyKey(header))).toMatchObject({
      type: 'invalid-header',
      status: 400,
      details: { errors: [{ parameter: 'Idempotency-Key', rule: 'form' }] },
    });
  });

  it('may be left out where it is not required', () => {
    expect(parseIdempotencyKey(undefined)).toBeUndefined();
    expect(problemOf(() => requireIdempotencyKey(undefined))).toMatchObject({
      status: 400,
      details: { errors: [{ parameter: 'Idempotency-Key', rule: 'required' }] },
    });
  });
});
