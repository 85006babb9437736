import { FAULT_POINTS, type FaultPoint } from '@satudata/service-kit';
import type { Rig } from './rig/rig.js';
import { killAt, killIntakeAt } from './strikes/kill-at-point.js';
import * as infrastructure from './strikes/infrastructure.js';
import type { Strike } from './strikes/strike.js';
import { handlerHangs, memberHalted, rollingRestart } from './strikes/members-of-the-store.js';
import { twoRelays, zombieRelay, zombieRelayUnderLoad } from './strikes/zombies.js';
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

const WRITERS = 4;
const MANY_WRITERS = 16;
const PAIRS = 10_000;
const FEW_PAIRS = 2_000;
/** Persons of pairs come behind those of other workloads, and again only after so many runs. */
const FIRST_PAIR = 100_000;
const RUNS_OF_PAIRS = 990;

/** Points of a rebuild are tried by the specs of the rebuild: this rig starts none. */
export const isOfRebuild = (point: string): boolean => point.startsWith('rebuild.');

/** Every point once, what each class of mistake shows under, members that hang or leave, and the broker. */
const SHORT: readonly Scenario[] = [
  { name: 'undisturbed, 16 writers', workload: writing(MANY_WRITERS), strike: infrastructure.undisturbed },
  { name: 'one poisoned event', workload: writing(WRITERS, true), strike: infrastructure.undisturbed },
  { name: 'two relays, 16 writers', workload: writing(MANY_WRITERS), strike: twoRelays },
  { name: `${FEW_PAIRS} pairs at the same moment`, workload: pairs(FEW_PAIRS), strike: infrastructure.saidAtOnce },
  ...FAULT_POINTS.filter((point) => !isOfRebuild(point)).map(killed),
  whileWriting('relay halted beyond its lease', zombieRelay),
  whileWriting('a handler of the store hangs', handlerHangs),
  whileWriting('three members of the store restarted in turn', rollingRestart),
  whileWriting('broker killed', infrastructure.brokerKilled),
];

const LONG: readonly Scenario[] = [
  { name: `${PAIRS} pairs at the same moment`, workload: pairs(PAIRS), strike: infrastructure.saidAtOnce },
  whileWriting('relay halted, wakes under load', zombieRelayUnderLoad),
  whileWriting('store halted beyond its session', memberHalted),
  whileWriting('broker cut off', infrastructure.brokerCut),
  whileWriting('broker half open', infrastructure.brokerHalfOpen),
  whileWriting('broker slow', infrastructure.brokerSlow),
  whileWriting('answers to produce lost', infrastructure.produceAnswersLost),
  whileWriting('source database stopped', infrastructure.sourceStopped),
  whileWriting('source sessions terminated', infrastructure.sourceSessionsTerminated),
  whileWriting('source database half open', infrastructure.sourceHalfOpen),
  whileWriting('store database stopped', infrastructure.storeStopped),
  whileWriting('store sessions terminated', infrastructure.storeSessionsTerminated),
  whileWriting('store database half open', infrastructure.storeHalfOpen),
];

/** Every named fault. */
export const SCENARIOS: readonly Scenario[] = [
  ...SHORT,
  ...LONG.map((scenario): Scenario => ({ ...scenario, long: true })),
];

function whileWriting(name: string, strike: Strike): Scenario {
  return { name, workload: writing(WRITERS), strike };
}

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
