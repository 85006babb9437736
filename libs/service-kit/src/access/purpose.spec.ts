import { PURPOSE_CODES } from '@satudata/contracts';
import { Problem } from '../problems/problem.js';
import { readPurpose } from './purpose.js';

const reading = (purpose?: string) => readPurpose({ get: () => purpose } as never);

function refusalOf(purpose?: string) {
  try {
    return reading(purpose);
  } catch (error) {
    const { type, details } = error as Problem;
    return [type, details.errors?.map(({ rule }) => rule)];
  }
}

describe('the purpose of a read', () => {
  it.each(PURPOSE_CODES)('may be %s', (purpose) => {
    expect(reading(purpose)).toBe(purpose);
  });

  it('must be said', () => {
    expect(refusalOf()).toEqual(['invalid-header', ['required']]);
  });

  it.each(['', 'curiosity', 'Planning', 'planning, planning', 'toString', '__proto__'])(
    'must be on the list: "%s" is not',
    (purpose) => {
      expect(refusalOf(purpose)).toEqual(['invalid-header', ['purpose.known']]);
    },
  );
});
