import type { Problem } from './problem.js';

export const PROBLEM_TYPE = 'application/problem+json';

/** RFC 9457: the title in one language, `words` in both. */
export function problemBody(problem: Problem, language: 'id' | 'en', traceId: string | undefined): string {
  const { errors, detail, more } = problem.details;
  const { id, en } = detail ?? problem.words;
  return JSON.stringify({
    type: `urn:satudata:problem:${problem.type}`,
    title: problem.words[language],
    status: problem.status,
    ...(detail && { detail: detail[language] }),
    words: { id, en },
    ...(errors && { errors }),
    ...more,
    traceId,
  });
}
