import { setTimeout as pause } from 'node:timers/promises';
import { waitFor } from '@satudata/testing';
import { untilQuiet } from '../evidence/quiet.js';
import type { RigDatabase } from '../rig/database.js';
import type { Rig } from '../rig/rig.js';
import type { Strike } from './strike.js';

const SPOILED_MS = 2_000;
const LOST_ANSWERS = 5;
const WITHIN = { within: 60_000 };

export const brokerKilled: Strike = async (rig) => {
  await rig.killBroker();
  return {};
};

export const sourceStopped: Strike = async ({ source }) => {
  await source.stopImmediately();
  return {};
};

export const storeStopped: Strike = async ({ store }) => {
  await store.stopImmediately();
  return { mayRepeat: 0 };
};

export const sourceSessionsTerminated: Strike = async ({ source }) => {
  await source.terminateSessions();
  return {};
};

export const storeSessionsTerminated: Strike = async ({ store }) => {
  await store.terminateSessions();
  return { mayRepeat: 0 };
};

/** The broker has appended, and the producer is not told. */
export const produceAnswersLost: Strike = async ({ brokerProxy }) => {
  brokerProxy.loseAnswers({ oneIn: 5, to: isProduce });
  const before = brokerProxy.lost;
  await waitFor('answers to be lost', () => brokerProxy.lost >= before + LOST_ANSWERS, WITHIN).finally(() =>
    brokerProxy.heal(),
  );
  return {};
};

export const brokerCut: Strike = async ({ brokerProxy }) => {
  brokerProxy.cut();
  return {};
};

export const brokerHalfOpen: Strike = async ({ brokerProxy }) => {
  brokerProxy.halfOpen();
  await pause(SPOILED_MS);
  brokerProxy.heal();
  return {};
};

export const brokerSlow: Strike = async ({ brokerProxy }) => {
  brokerProxy.delay(100);
  await pause(SPOILED_MS);
  brokerProxy.heal();
  return {};
};

export const sourceHalfOpen: Strike = (rig) => halfOpen(rig.source);
export const storeHalfOpen: Strike = (rig) => halfOpen(rig.store);

async function halfOpen({ proxy }: RigDatabase) {
  proxy.halfOpen();
  await pause(SPOILED_MS);
  proxy.heal();
  return {};
}

const PRODUCE = 0;
const NEWEST_VERSION = 13;

/** Kafka frames: length, then the key of the API and its version. One request is in flight, so frames begin pieces. */
function isProduce(request: Buffer): boolean {
  return request.length > 8 && request.readInt16BE(4) === PRODUCE && request.readInt16BE(6) <= NEWEST_VERSION;
}

/** Everything was said at the beginning: the flow has gone on when all of it has arrived. */
export const saidAtOnce: Strike = async (rig) => {
  const begun = performance.now();
  await untilQuiet(rig);
  return { mayRepeat: 0, recoverySeconds: (performance.now() - begun) / 1_000 };
};

export async function undisturbed(_rig: Rig) {
  return { mayRepeat: 0 };
}
