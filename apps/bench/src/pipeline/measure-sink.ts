import { waitFor } from '@satudata/testing';
import { medianOf, type Figure, type Measurement } from '../figures.js';
import { InventedPersons } from '../invented-persons.js';
import { personEvent } from './invented-events.js';
import { appendToLog } from './log-backlog.js';
import { PeerProcess } from './peer-process.js';
import { PipelineRig } from './rig.js';
import { compare, inTurn, type Round } from './rounds.js';
import type { ServiceProcess } from './service-process.js';
import { applied, emptyStore, untilApplied, withoutStepTwo } from './store-tables.js';

const PERSONS = 100_000;
const WITHIN_MS = 120_000;
const WHOLE_ROUNDS = 3;
const AT_LEAST = 0.3;
const PEER_LIMITS = { cpuMicroseconds: 5 };

/**
 * How fast step 1 folds a backlog of new persons: raw, history, core, cubes, buckets and what it leaves to step 2. Held
 * against a bare loop that writes the same raw and history rows from memory over two connections. Step 2 waits
 * meanwhile, since the peer has none; what it costs beside step 1 is shown apart.
 */
export async function measureSink(): Promise<Measurement> {
  const rig = await PipelineRig.start();
  const persons = new InventedPersons();
  const service = await rig.startStore();
  const peer = PeerProcess.start('sink', rig.store.appUrl, rig.store.urlOf('satudata_auditor'));
  try {
    const pairs = await inTurn(
      () => withoutStepTwo(rig.store, () => foldBacklog(rig, service, persons)),
      () => writeSameRows(rig, peer),
    );
    const whole: Round[] = [];
    for (let round = 0; round < WHOLE_ROUNDS; round += 1) whole.push(await foldBacklog(rig, service, persons));
    return [...compare('sink', pairs, AT_LEAST, PEER_LIMITS), besideStepTwo(whole)];
  } finally {
    await peer.stop();
    await rig.stop();
  }
}

function besideStepTwo(rounds: readonly Round[]): Figure {
  const rates = rounds.map(({ events, seconds }) => events / seconds);
  return { what: 'sink with step 2 beside it', ...medianOf(rates), unit: 'events/s' };
}

async function foldBacklog(rig: PipelineRig, service: ServiceProcess, persons: InventedPersons): Promise<Round> {
  await untilStepTwoIsDone(rig);
  await emptyStore(rig.store);
  const before = await applied(rig.store);
  service.halt();
  await appendToLog(rig.brokers, persons.take(PERSONS).map(personEvent));
  const cpu = service.cpuSeconds();
  const begun = performance.now();
  service.goOn();
  await untilApplied(rig.store, before + PERSONS, WITHIN_MS);
  return { events: PERSONS, seconds: secondsSince(begun), cpuSeconds: service.cpuSeconds() - cpu };
}

async function writeSameRows(rig: PipelineRig, peer: PeerProcess): Promise<Round> {
  await untilStepTwoIsDone(rig);
  await peer.ask({ load: true });
  await emptyStore(rig.store);
  return peer.ask<Round>({ load: false });
}

async function untilStepTwoIsDone(rig: PipelineRig): Promise<void> {
  const isDone = async () => (await rig.store.query('select from inbox.todo limit 1')).length === 0;
  await waitFor('step 2 to be done', isDone, { within: WITHIN_MS });
}

function secondsSince(begun: number): number {
  return (performance.now() - begun) / 1_000;
}
