import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { isOver, type Figure, type Measurement } from './figures.js';
import { InventedPersons } from './invented-persons.js';
import { thisMachine } from './machine.js';
import { measureApply } from './measure-apply.js';
import { measureIntake } from './measure-intake.js';
import { measureLatency } from './measure-latency.js';
import { measureMemory } from './measure-memory.js';
import { measureRelay } from './measure-relay.js';
import { json, table } from './report.js';
import { SystemUnderTest } from './system-under-test.js';

type Measure = (system: SystemUnderTest, persons: InventedPersons) => Promise<Measurement>;

const MEASURES: Readonly<Record<string, Measure>> = {
  intake: measureIntake,
  relay: measureRelay,
  apply: measureApply,
  latency: measureLatency,
  memory: measureMemory,
};
/** Takes many minutes: measured when it is asked for. */
const LONG = 'memory';

void main();

/** `npm run bench [-- [intake|relay|apply|latency|memory]… [--all] [--json FILE]]`; exit code 1 when a limit is passed. */
async function main(): Promise<void> {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: { all: { type: 'boolean' }, json: { type: 'string' } },
  });
  const unknown = positionals.find((name) => !(name in MEASURES));
  if (unknown !== undefined)
    return fail(`Unknown measurement ${unknown}: choose of ${Object.keys(MEASURES).join(', ')}.`);
  const names =
    positionals.length > 0 ? positionals : Object.keys(MEASURES).filter((name) => values.all || name !== LONG);
  const machine = thisMachine();
  const figures = await measureAll(names);
  say(`\n${machine.processors}, ${machine.memoryMb} MB, ${machine.system}, Node ${machine.node}`);
  say(table(figures));
  if (values.json !== undefined) writeFileSync(values.json, json(machine, figures));
  if (figures.some(isOver)) process.exitCode = 1;
}

/** Memory is measured on a platform that has done nothing before: a peak is never forgotten. */
async function measureAll(names: readonly string[]): Promise<Figure[]> {
  const short = names.filter((name) => name !== LONG);
  const figures = short.length > 0 ? await measureOn(short) : [];
  return names.includes(LONG) ? [...figures, ...(await measureOn([LONG]))] : figures;
}

async function measureOn(names: readonly string[]): Promise<Figure[]> {
  const system = await SystemUnderTest.start(say);
  const persons = new InventedPersons();
  const figures: Figure[] = [];
  try {
    for (const name of names) {
      say(`measuring ${name}`);
      figures.push(...((await MEASURES[name]?.(system, persons)) ?? []));
    }
    return figures;
  } finally {
    await system.stop();
  }
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

function fail(sentence: string): void {
  process.stderr.write(`${sentence}\n`);
  process.exitCode = 1;
}
