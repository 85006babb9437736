import { Problem } from './problem.js';
import { problemBody } from './problem-body.js';

const told = (problem: Problem, language: 'id' | 'en'): unknown => JSON.parse(problemBody(problem, language, 'trace'));

describe('the body of a problem', () => {
  it('has its title in the language asked for and its words in both', () => {
    expect(told(new Problem('malformed-json'), 'en')).toEqual({
      type: 'urn:satudata:problem:malformed-json',
      title: 'The body is not valid JSON.',
      status: 400,
      words: { id: 'Isi permintaan bukan JSON yang sah.', en: 'The body is not valid JSON.' },
      traceId: 'trace',
    });
  });

  it('says in its words what exactly is wrong, and nothing but words, where the detail is a broken rule', () => {
    const broken = { parameter: 'Idempotency-Key', rule: 'required', id: 'Wajib ada.', en: 'It is required.' };
    expect(told(new Problem('invalid-header', { errors: [broken], detail: broken }), 'id')).toMatchObject({
      detail: 'Wajib ada.',
      words: { id: 'Wajib ada.', en: 'It is required.' },
      errors: [broken],
    });
    expect(problemBody(new Problem('invalid-header', { detail: broken }), 'id', undefined)).not.toContain('parameter');
  });
});
