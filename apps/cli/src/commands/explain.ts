import { Command } from 'commander';
import { EXPLANATIONS } from '../rules/explanations.js';
import { ALL_RULES, isRule, type AnyRule } from '../rules/rule-words.js';
import { CommandFailure } from '../terminal/command-failure.js';

export function explainCommand(): Command {
  return new Command('explain')
    .description('menjelaskan sebuah aturan / explains a rule: what it means, an example, how to mend')
    .argument('[rule]', 'nama aturan seperti di putusan / its name as in a verdict; tanpa nama / without: all names')
    .action(explain);
}

function explain(rule: string | undefined): void {
  if (rule !== undefined && !isRule(rule)) throw unknownRule(rule);
  process.stdout.write(rule === undefined ? `${Object.keys(ALL_RULES).sort().join('\n')}\n` : ruleText(rule));
}

export function ruleText(rule: AnyRule): string {
  const { id, en } = ALL_RULES[rule];
  const { example, mend } = EXPLANATIONS[rule];
  return [
    `${rule}`,
    `  Arti / meaning        ${id}`,
    `                        ${en}`,
    `  Contoh / example      ${example}`,
    `  Perbaikan / to mend   ${mend.id}`,
    `                        ${mend.en}`,
    '',
  ].join('\n');
}

function unknownRule(rule: string): CommandFailure {
  const stem = rule.split('.')[0] ?? '';
  const near = Object.keys(ALL_RULES).filter((name) => stem !== '' && name.startsWith(`${stem}.`));
  const [id, en] =
    near.length > 0 ? [` Yang mirip: ${near.join(', ')}.`, ` Similar ones: ${near.join(', ')}.`] : ['', ''];
  return new CommandFailure(
    `Aturan ${rule} tidak ada; \`satudata explain\` menyebutkan semuanya.${id}`,
    `There is no rule ${rule}; \`satudata explain\` lists all of them.${en}`,
  );
}
