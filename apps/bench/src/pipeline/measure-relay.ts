import type { Measurement } from '../figures.js';
import { InventedPersons } from '../invented-persons.js';
import { personEvent, statusEvent, type InventedEvent } from './invented-events.js';
import { clearQueue, fillChangeLog, refillQueue, untilQueueIsEmpty } from './outbox-table.js';
import { PeerProcess, type PeerName } from './peer-process.js';
import { PipelineRig } from './rig.js';
import { compare, inTurn, type Pair, type Round } from './rounds.js';
import type { ServiceProcess } from './service-process.js';

const PERSONS = 15_000;
const WITHIN_MS = 120_000;
const AT_LEAST = 0.8;
const PEER_LIMITS = { cpuMicroseconds: 40 };

/** Clients that a source can be told to use, and the peer that shows what each can do. */
const CLIENTS = { kafkajs: 'relay-kafkajs', platformatic: 'relay-platformatic' } as const satisfies Record<
  string,
  PeerName
>;

/** How fast the relay drains a backlog, held against a bare loop with the same client over the same table. */
export async function measureRelay(client: keyof typeof CLIENTS): Promise<Measurement> {
  const rig = await PipelineRig.start();
  try {
    await fillChangeLog(rig.source, backlog());
    return compare(`relay on ${client}`, await drainInTurn(rig, client), AT_LEAST, PEER_LIMITS);
  } finally {
    await rig.stop();
  }
}

function* backlog(): Generator<InventedEvent> {
  for (const person of new InventedPersons().take(PERSONS)) {
    const said = personEvent(person);
    yield said;
    yield statusEvent(said, person);
  }
}

async function drainInTurn(rig: PipelineRig, client: keyof typeof CLIENTS): Promise<Pair[]> {
  const service = await rig.startSource({ KAFKA_CLIENT: client });
  const peer = PeerProcess.start(CLIENTS[client], rig.source.appUrl, rig.brokers[0] ?? '');
  try {
    return await inTurn(
      () => drainByRelay(rig, service),
      () => halted(service, () => peer.ask<Round>()),
    );
  } finally {
    await Promise.all([peer.stop(), service.stop()]);
  }
}

async function drainByRelay(rig: PipelineRig, service: ServiceProcess): Promise<Round> {
  await clearQueue(rig.source);
  await halted(service, () => refillQueue(rig.source));
  const events = PERSONS * 2;
  const begun = performance.now();
  const cpu = service.cpuSeconds();
  await untilQueueIsEmpty(rig.source, WITHIN_MS);
  return { events, seconds: (performance.now() - begun) / 1_000, cpuSeconds: service.cpuSeconds() - cpu };
}

async function halted<T>(service: ServiceProcess, work: () => Promise<T>): Promise<T> {
  service.halt();
  return work().finally(() => service.goOn());
}
