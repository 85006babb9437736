import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { waitFor } from '@satudata/testing';
import { medianOf, type Measurement } from './figures.js';
import { InventedPersons } from './invented-persons.js';
import { peakMemory } from './machine.js';
import { personEvent } from './pipeline/invented-events.js';
import { appendToLog } from './pipeline/log-backlog.js';
import { PipelineRig } from './pipeline/rig.js';
import type { ServiceProcess } from './pipeline/service-process.js';

const PERSONS = 20_000;
const ROUNDS = 3;
const WITHIN_MS = 300_000;
const REBUILDER = resolve(__dirname, '..', '..', 'consolidation', 'dist', 'rebuild-main.js');

interface Rebuilt {
  readonly perSecond: number;
  readonly swapMs: number;
  readonly pausedMs: number;
  readonly peakMb: number;
}

interface EndedRun {
  readonly state: string;
  readonly differences: unknown;
  readonly events: number;
  readonly swap_ms: number;
  readonly paused_ms: number;
}

/**
 * How fast the store is rebuilt from the log: loaded, linked, compared and swapped, while the live one stays. Held
 * against the live sink that folds and links new persons of the same log.
 */
export async function measureRebuild(): Promise<Measurement> {
  const rig = await PipelineRig.start();
  const service = await rig.startStore();
  const persons = new InventedPersons();
  const live: number[] = [];
  const rebuilt: Rebuilt[] = [];
  try {
    for (let round = 0; round < ROUNDS; round += 1) {
      live.push(await foldLive(rig, service, persons));
      rebuilt.push(await rebuild(rig));
    }
  } finally {
    await rig.stop();
  }
  const ratios = rebuilt.map(({ perSecond }, round) => perSecond / (live[round] ?? Infinity));
  return [
    { what: 'live sink with step 2', unit: 'events/s', ...medianOf(live) },
    {
      what: 'rebuild, from asking for it to the swap',
      unit: 'events/s',
      ...medianOf(rebuilt.map((one) => one.perSecond)),
    },
    { what: 'rebuild / live sink', unit: 'x', ...medianOf(ratios), atLeast: 2 },
    { what: 'rebuild, renaming of schemas', unit: 'ms', ...medianOf(rebuilt.map((one) => one.swapMs)), atMost: 200 },
    { what: 'rebuild, live intake at rest', unit: 'ms', ...medianOf(rebuilt.map((one) => one.pausedMs)) },
    { what: 'rebuilder, most memory', unit: 'MB', ...medianOf(rebuilt.map((one) => one.peakMb)), atMost: 512 },
  ];
}

/** Events a second, until they are folded and step 2 has nothing left to do. */
async function foldLive(rig: PipelineRig, service: ServiceProcess, persons: InventedPersons): Promise<number> {
  const before = await livePosition(rig);
  service.halt();
  await appendToLog(rig.brokers, persons.take(PERSONS).map(personEvent));
  const begun = performance.now();
  service.goOn();
  await waitFor(
    'the store to be done',
    async () =>
      (await livePosition(rig)) >= before + PERSONS &&
      (await rig.store.query('select from inbox.todo limit 1')).length === 0,
    { within: WITHIN_MS },
  );
  return PERSONS / ((performance.now() - begun) / 1_000);
}

async function livePosition(rig: PipelineRig): Promise<number> {
  const [row] = await rig.store.query<{ next: number }>(
    `select coalesce(sum(next_offset), 0)::int as next from inbox.position where consumer = 'consolidation'`,
  );
  return row?.next ?? 0;
}

async function rebuild(rig: PipelineRig): Promise<Rebuilt> {
  const [asked] = await rig.store.query<{ id: string }>(
    `insert into rebuild.run (kind, state) values ('rebuild', 'requested') returning id`,
  );
  const rebuilder = startRebuilder(rig);
  try {
    return await outcomeOf(rig, asked?.id ?? '', rebuilder);
  } finally {
    const ended = once(rebuilder, 'exit');
    rebuilder.kill('SIGTERM');
    await ended;
  }
}

async function outcomeOf(rig: PipelineRig, id: string, rebuilder: ChildProcess): Promise<Rebuilt> {
  const begun = performance.now();
  const run = await waitFor(
    'the rebuild to end',
    async () => {
      const [row] = await rig.store.query<EndedRun>(
        `select state, differences, events_done::int as events, swap_ms, paused_ms from rebuild.run
          where id = $1 and finished_at is not null and (swap_ms is not null or state <> 'done')`,
        [id],
      );
      return row;
    },
    { within: WITHIN_MS },
  );
  const seconds = (performance.now() - begun) / 1_000;
  if (run.state !== 'done') throw new Error(`the rebuild ended as ${run.state}: ${JSON.stringify(run.differences)}`);
  const peakMb = peakMemory(rebuilder.pid ?? 0);
  return { perSecond: run.events / seconds, swapMs: run.swap_ms, pausedMs: run.paused_ms, peakMb };
}

function startRebuilder(rig: PipelineRig): ChildProcess {
  return spawn(process.execPath, ['--max-old-space-size=256', REBUILDER], {
    env: {
      ...process.env,
      NODE_ENV: 'development',
      LOG_LEVEL: 'warn',
      KAFKA_BROKERS: rig.brokers.join(','),
      KAFKA_SESSION_TIMEOUT_MS: '6000',
      DATABASE_URL: rig.store.appUrl,
      DATABASE_OWNER_URL: rig.store.ownerUrl,
    },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
}
