import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { finding, REGISTRY_RULES } from '@satudata/population-rules';

const ROOMS = [__dirname, join(__dirname, '../../../libs/population-rules/src')];
const sources = ROOMS.flatMap((room) =>
  readdirSync(room, { recursive: true, encoding: 'utf8' }).map((name) => join(room, name)),
).filter((name) => name.endsWith('.ts'));
const isSpec = (name: string) => name.endsWith('.spec.ts');
const textOf = (names: readonly string[]) => names.map((name) => readFileSync(name, 'utf8')).join('\n');
const rulesCode = textOf(sources.filter((name) => !isSpec(name) && !basename(name).startsWith('registry-rules')));
const tries = textOf(sources.filter(isSpec));

describe.each(Object.entries(REGISTRY_RULES))('the rule %s', (rule, { id, en }) => {
  it('has a sentence in Indonesian and one in English', () => {
    expect([id, en].every((words) => /^[A-Z].*\.$/.test(words))).toBe(true);
    expect(id).not.toBe(en);
  });

  it('is spoken by the registry and provoked in some spec', () => {
    expect(rulesCode).toContain(`'${rule}'`);
    expect(tries).toContain(`'${rule}'`);
  });
});

describe('a finding', () => {
  it('names the field and the rule, never a value', () => {
    expect(finding('/nik', 'nik.sex')).toEqual({ pointer: '/nik', rule: 'nik.sex' });
  });
});
