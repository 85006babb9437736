import { waitFor } from '@satudata/testing';
import type { Measurement } from '../figures.js';
import { InventedPersons } from '../invented-persons.js';
import { personEvent } from './invented-events.js';
import { appendToLog } from './log-backlog.js';
import { PeerProcess } from './peer-process.js';
import { PipelineRig } from './rig.js';
import { compare, inTurn, type Round } from './rounds.js';
import type { ServiceProcess } from './service-process.js';
import { applied, emptyStore, untilApplied } from './store-tables.js';

const PERSONS = 40_000;
const WITHIN_MS = 120_000;
const AT_LEAST = 0.3;
const PEER_LIMITS = { cpuMicroseconds: 5 };

/**
 * How fast the store folds a backlog of new persons: raw, history, core, cubes and work for step 2, with step 2 beside
 * it. Held against a bare loop that writes the same raw and history rows from memory over two connections.
 */
export async function measureSink(): Promise<Measurement> {
  const rig = await PipelineRig.start();
  const persons = new InventedPersons();
  const service = await rig.startStore();
  const peer = PeerProcess.start('sink', rig.store.appUrl, rig.store.urlOf('satudata_auditor'));
  try {
    const pairs = await inTurn(
      () => foldBacklog(rig, service, persons),
      () => writeSameRows(rig, peer),
    );
    return compare('sink', pairs, AT_LEAST, PEER_LIMITS);
  } finally {
    await peer.stop();
    await rig.stop();
  }
}

async function foldBacklog(rig: PipelineRig, service: ServiceProcess, persons: InventedPersons): Promise<Round> {
  await emptyStore(rig.store);
  const before = await applied(rig.store);
  service.halt();
  await appendToLog(rig.brokers, persons.take(PERSONS).map(personEvent));
  const cpu = service.cpuSeconds();
  const begun = performance.now();
  service.goOn();
  await untilApplied(rig.store, before + PERSONS, WITHIN_MS);
  const round = { events: PERSONS, seconds: secondsSince(begun), cpuSeconds: service.cpuSeconds() - cpu };
  await waitFor('step 2 to be done', () => nothingToDo(rig), { within: WITHIN_MS });
  return round;
}

async function writeSameRows(rig: PipelineRig, peer: PeerProcess): Promise<Round> {
  await peer.ask({ load: true });
  await emptyStore(rig.store);
  return peer.ask<Round>({ load: false });
}

async function nothingToDo(rig: PipelineRig): Promise<boolean> {
  return (await rig.store.query('select from inbox.todo limit 1')).length === 0;
}

function secondsSince(begun: number): number {
  return (performance.now() - begun) / 1_000;
}
