import { FAULT_POINTS, type FaultPoint } from '@satudata/service-kit';
import type { Rig } from './rig/rig.js';
import { killAt, killIntakeAt } from './strikes/kill-at-point.js';
import * as infrastructure from './strikes/infrastructure.js';
import type { Strike } from './strikes/strike.js';
import { twoRelays, zombieRelay, zombieRelayUnderLoad, zombieSink } from './strikes/zombies.js';
import { ConcurrentWriters } from './workload/concurrent-writers.js';
import { IntakePush } from './workload/intake-push.js';
import { PairsAtOnce } from './workload/pairs-at-once.js';
import type { Workload } from './workload/workload.js';

/** A fault and the load under which it strikes. */
export interface Scenario {
  readonly name: string;
  readonly workload: (rig: Rig, run: number) => Workload;
  readonly strike: Strike;
  /** Repeated in the long form only, and when it is asked for by name. */
  readonly long?: true;
}

const WRITERS = 8;
const MANY_WRITERS = 16;
const PAIRS = 10_000;
const FEW_PAIRS = 2_000;
/** Persons of pairs come behind those of other workloads, and again only after so many runs. */
const FIRST_PAIR = 100_000;
const RUNS_OF_PAIRS = 15;

/** Points of a rebuild are tried by the specs of the rebuild: this rig starts none. */
export const isOfRebuild = (point: string): boolean => point.startsWith('rebuild.');

/** Every named fault, cheapest first. */
export const SCENARIOS: readonly Scenario[] = [
  { name: 'undisturbed, 16 writers', workload: writing(MANY_WRITERS), strike: infrastructure.undisturbed },
  { name: 'one poisoned event', workload: writing(WRITERS, true), strike: infrastructure.undisturbed },
  { name: 'two relays, 16 writers', workload: writing(MANY_WRITERS), strike: twoRelays },
  { name: `${FEW_PAIRS} pairs at the same moment`, workload: pairs(FEW_PAIRS), strike: infrastructure.saidAtOnce },
  { name: `${PAIRS} pairs at the same moment`, workload: pairs(PAIRS), strike: infrastructure.saidAtOnce, long: true },
  ...FAULT_POINTS.filter((point) => !isOfRebuild(point)).map(killed),
  { name: 'relay halted beyond its lease', workload: writing(WRITERS), strike: zombieRelay },
  { name: 'relay halted, wakes under load', workload: writing(WRITERS), strike: zombieRelayUnderLoad, long: true },
  { name: 'store halted beyond its session', workload: writing(WRITERS), strike: zombieSink, long: true },
  { name: 'broker killed', workload: writing(WRITERS), strike: infrastructure.brokerKilled },
  { name: 'broker cut off', workload: writing(WRITERS), strike: infrastructure.brokerCut, long: true },
  { name: 'broker half open', workload: writing(WRITERS), strike: infrastructure.brokerHalfOpen, long: true },
  { name: 'broker slow', workload: writing(WRITERS), strike: infrastructure.brokerSlow, long: true },
  {
    name: 'answers to produce lost',
    workload: writing(WRITERS),
    strike: infrastructure.produceAnswersLost,
    long: true,
  },
  { name: 'source database stopped', workload: writing(WRITERS), strike: infrastructure.sourceStopped, long: true },
  {
    name: 'source sessions terminated',
    workload: writing(WRITERS),
    strike: infrastructure.sourceSessionsTerminated,
    long: true,
  },
  { name: 'source database half open', workload: writing(WRITERS), strike: infrastructure.sourceHalfOpen, long: true },
  { name: 'store database stopped', workload: writing(WRITERS), strike: infrastructure.storeStopped, long: true },
  {
    name: 'store sessions terminated',
    workload: writing(WRITERS),
    strike: infrastructure.storeSessionsTerminated,
    long: true,
  },
  { name: 'store database half open', workload: writing(WRITERS), strike: infrastructure.storeHalfOpen, long: true },
];

function writing(writers: number, poison?: true): Scenario['workload'] {
  return ({ source }, run) => new ConcurrentWriters({ source, writers, run, seed: run, ...(poison && { poison }) });
}

function pairs(count: number): Scenario['workload'] {
  return ({ source }, run) =>
    new PairsAtOnce({ source, pairs: count, run, firstPerson: FIRST_PAIR + (run % RUNS_OF_PAIRS) * PAIRS });
}

function killed(point: FaultPoint): Scenario {
  const name = `kill -9 at ${point}`;
  if (point.startsWith('intake.') || point.startsWith('outbox.')) {
    return { name, workload: (rig, run) => new IntakePush(rig, run), strike: killIntakeAt(point) };
  }
  const service = point.startsWith('relay.') ? 'population-registry' : 'consolidation';
  return { name, workload: writing(WRITERS), strike: killAt(service, point) };
}
