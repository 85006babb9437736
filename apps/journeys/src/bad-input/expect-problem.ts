import type { Answer } from '@satudata/testing';

export interface ExpectedProblem {
  readonly status: number;
  readonly type: string;
  /** Where, as a JSON Pointer. */
  readonly pointer?: string;
  readonly parameter?: string;
  readonly rule?: string;
}

const BOTH_LANGUAGES = {
  id: expect.stringMatching(/\w+ \w+/) as string,
  en: expect.stringMatching(/\w+ \w+/) as string,
};

/** A problem as RFC 9457 tells it, with where, which rule, and what to do in both languages. */
export function expectProblem(answer: Answer, { status, type, ...error }: ExpectedProblem): void {
  expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
  expect(answer.body).toMatchObject({ type: `urn:satudata:problem:${type}`, status, words: BOTH_LANGUAGES });
  expect(answer.status).toBe(status);
  expect(Object.keys(answer.body['words'] as object).sort()).toEqual(['en', 'id']);
  if (error.rule) expect(answer.body['errors']).toContainEqual({ ...error, ...BOTH_LANGUAGES });
}
