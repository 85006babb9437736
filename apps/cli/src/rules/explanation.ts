import type { Words } from '@satudata/contracts';

export interface Explanation {
  /** What breaks the rule -> what does not, or what it looks like; made up, and the same in every language. */
  readonly example: string;
  readonly mend: Words;
}

export const say = (example: string, id: string, en: string): Explanation => ({ example, mend: { id, en } });
