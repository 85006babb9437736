import { parseArgs } from 'node:util';
import { measureCuts } from './cuts/measure-cuts.js';
import { misses, type Measurement } from './figures.js';
import { measureIntakeBatch } from './intake/measure-intake-batch.js';
import { InventedPersons } from './invented-persons.js';
import { thisMachine } from './machine.js';
import { measureFalseAlarms } from './measure-false-alarms.js';
import { measureIntake } from './measure-intake.js';
import { measureLatency } from './measure-latency.js';
import { measureMemory } from './measure-memory.js';
import { measureRebuild } from './measure-rebuild.js';
import { measureReconcile } from './measure-reconcile.js';
import { measureBusinessWrite } from './pipeline/measure-business-write.js';
import { measureCommitToStore } from './pipeline/measure-commit-to-store.js';
import { measureDrain } from './pipeline/measure-drain.js';
import { measureRelay } from './pipeline/measure-relay.js';
import { measureSink } from './pipeline/measure-sink.js';
import { measureSlope } from './pipeline/measure-slope.js';
import { record } from './records.js';
import { table } from './report.js';
import { SystemUnderTest } from './system-under-test.js';

/** On the whole platform, as an office meets it. */
const ON_PLATFORM: Readonly<
  Record<string, (system: SystemUnderTest, persons: InventedPersons) => Promise<Measurement>>
> = {
  intake: measureIntake,
  latency: measureLatency,
  memory: measureMemory,
  reconcile: measureReconcile,
  'false-alarms': measureFalseAlarms,
};

/** One part of the pipeline on a rig of its own, held against a bare peer. */
const OF_PIPELINE: Readonly<Record<string, () => Promise<Measurement>>> = {
  relay: () => measureRelay('kafkajs'),
  'relay-platformatic': () => measureRelay('platformatic'),
  sink: measureSink,
  'commit-to-store': measureCommitToStore,
  'business-write': measureBusinessWrite,
  rebuild: measureRebuild,
  drain: measureDrain,
  slope: measureSlope,
  'intake-batch': measureIntakeBatch,
  cuts: measureCuts,
};

const NAMES = [...Object.keys(ON_PLATFORM), ...Object.keys(OF_PIPELINE)];
/** Take many minutes: measured when they are asked for. */
const LONG: readonly string[] = ['memory', 'drain', 'slope', 'false-alarms', 'intake-batch', 'cuts'];

void main();

/**
 * `npm run bench [-- [<name>…] [--all] [--json FILE]]`; exit code 1 when a limit is missed.
 * With `--json` the figures take their place in the file, and the page beside it is written from all it holds.
 */
async function main(): Promise<void> {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: { all: { type: 'boolean' }, json: { type: 'string' } },
  });
  const unknown = positionals.find((name) => !NAMES.includes(name));
  if (unknown !== undefined) return fail(`Unknown measurement ${unknown}: choose of ${NAMES.join(', ')}.`);
  const names = positionals.length > 0 ? positionals : NAMES.filter((name) => values.all || !LONG.includes(name));
  const machine = thisMachine();
  const measured = await measureAll(names);
  const figures = [...measured.values()].flat();
  say(`\n${machine.processors}, ${machine.memoryMb} MB, ${machine.system}, Node ${machine.node}`);
  say(table(figures));
  if (values.json !== undefined) record(values.json, measured, machine);
  if (figures.some(misses)) process.exitCode = 1;
}

async function measureAll(names: readonly string[]): Promise<Map<string, Measurement>> {
  const measured = new Map<string, Measurement>();
  for (const name of names) {
    say(`measuring ${name}`);
    try {
      measured.set(name, await (OF_PIPELINE[name] ?? (() => measureOnPlatform(name)))());
    } catch (error) {
      // What was measured before must not be lost with it.
      fail(`${name}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  return measured;
}

/** Each on a platform that has done nothing before: a peak of memory is never forgotten. */
async function measureOnPlatform(name: string): Promise<Measurement> {
  const system = await SystemUnderTest.start(say);
  try {
    return (await ON_PLATFORM[name]?.(system, new InventedPersons())) ?? [];
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
