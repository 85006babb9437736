import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Campaign } from './campaign.js';
import { SCENARIOS, type Scenario } from './scenario.js';
import { table, type Tally } from './tally.js';

const LONG = 20;
/** Each client keeps a count of its own. */
const STATE_FILE = `.satudata-faults-${process.env['KAFKA_CLIENT'] ?? 'kafkajs'}.json`;
/** On two processors; more only wait for each other. */
const LANES = 2;

const OPTIONS = {
  long: { type: 'boolean' },
  json: { type: 'string' },
  mutants: { type: 'boolean' },
} as const;
const MUTANTS = join(__dirname, '../../../../mutations/faults/run.mjs');

void main();

/**
 * `npm run faults [-- [part of a name]… [--long] [--json FILE] | --mutants]`: the faults of the short form once, or all of
 * them 20 times; the long form ends in order when it is interrupted, and goes on from there. `KAFKA_CLIENT` says which
 * client the services use. Mutants: whether the checker sees each mistake. Exit code 1 when a promise was broken, or
 * could not be judged.
 */
async function main(): Promise<void> {
  const { positionals, values } = parseArgs({ allowPositionals: true, options: OPTIONS });
  if (values.mutants) return tryMutants();
  const isAsked = ({ name, long }: Scenario) =>
    positionals.length === 0 ? values.long || !long : positionals.some((part) => name.includes(part));
  const scenarios = SCENARIOS.filter(isAsked);
  if (scenarios.length === 0) return fail(`No fault is named so: ${SCENARIOS.map(({ name }) => name).join(', ')}.`);
  const campaign = new Campaign({
    scenarios,
    repetitions: values.long ? LONG : 1,
    lanes: values.long ? LANES : 1,
    ...(values.long && { stateFile: STATE_FILE }),
    say,
  });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => campaign.interrupt());
  const tallies = await campaign.run();
  say(`\n${table(tallies)}`);
  for (const { name, broken } of tallies) for (const sentence of broken) say(`${name}: ${sentence}`);
  say(`\nfaults: ${count(tallies, 'kept')} of ${count(tallies, 'repetitions')} repetitions kept every promise`);
  if (values.json !== undefined) writeFileSync(values.json, JSON.stringify(tallies, null, 2));
  if (tallies.some(({ kept, repetitions }) => kept < repetitions)) process.exitCode = 1;
}

function tryMutants(): void {
  process.exitCode = spawnSync(process.execPath, [MUTANTS], { stdio: 'inherit' }).status ?? 1;
}

function count(tallies: readonly Tally[], what: 'kept' | 'repetitions'): number {
  return tallies.reduce((sum, tally) => sum + tally[what], 0);
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

function fail(sentence: string): void {
  process.stderr.write(`${sentence}\n`);
  process.exitCode = 1;
}
