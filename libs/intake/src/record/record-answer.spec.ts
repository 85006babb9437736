import { Problem } from '@satudata/service-kit';
import { tell } from '../rule-words.js';
import { rejected, type Verdict } from '../verdict.js';
import { answerOf } from './record-answer.js';

const own = {
  'nik.other-office': { id: 'Di kantor lain.', en: 'At another office.' },
  'name.one-word': { id: 'Satu kata.', en: 'One word.' },
};
const answer = (verdict: Verdict) => answerOf(verdict, (finding) => tell(finding, own));

function problemFor(...rules: string[]): Problem {
  try {
    answer(rejected(...rules.map((rule) => ({ pointer: '/nik', rule }))));
  } catch (error) {
    return error as Problem;
  }
  throw new Error('a refused record must be a problem');
}

describe('the answer to one record', () => {
  it('tells verdict, id and version, and warnings with their words', () => {
    const warnings = [{ pointer: '/name', rule: 'name.one-word' }];
    expect(answer({ outcome: 'stored', id: 'x', version: 3, errors: [], warnings })).toEqual({
      verdict: 'stored',
      id: 'x',
      version: 3,
      errors: [],
      warnings: [{ pointer: '/name', rule: 'name.one-word', id: 'Satu kata.', en: 'One word.' }],
    });
  });

  it('is no problem when the record is stale: the sender learns the version that is held', () => {
    const errors = [{ pointer: '/nik', rule: 'nik.other-office' }];
    expect(answer({ outcome: 'stale', id: 'x', version: 3, errors, warnings: [] })).toMatchObject({
      verdict: 'stale',
      version: 3,
      errors: [{ rule: 'nik.other-office', en: 'At another office.' }],
    });
  });

  it.each([
    ['region.scope', 403, 'outside-region'],
    ['nik.other-office', 409, 'conflict'],
    ['if-match', 412, 'precondition-failed'],
    ['region.unknown', 422, 'invalid-record'],
  ])('refused by %s is %d %s', (rule, status, type) => {
    expect(problemFor(rule)).toMatchObject({ status, type, details: { errors: [{ pointer: '/nik', rule }] } });
  });

  it('of a rule without words is a fault of ours', () => {
    expect(() => tell({ pointer: '', rule: 'no.such-rule' }, own)).toThrow('rule no.such-rule has no words');
  });
});
