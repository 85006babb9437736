import { ruleText } from '../commands/explain.js';
import { EXPLANATIONS } from './explanations.js';
import { ALL_RULES, type AnyRule } from './rule-words.js';

describe.each(Object.keys(ALL_RULES) as AnyRule[])('the rule %s', (rule) => {
  it('is explained with meaning, example and cure, in both languages', () => {
    const { example, mend } = EXPLANATIONS[rule];
    expect(example).not.toBe('');
    expect([mend.id, mend.en].every((words) => /^[A-Z].*\.$/.test(words))).toBe(true);
    const text = ruleText(rule);
    for (const part of [ALL_RULES[rule].id, ALL_RULES[rule].en, example, mend.id, mend.en])
      expect(text).toContain(part);
  });
});
