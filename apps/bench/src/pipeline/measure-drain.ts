import type { Figure, Measurement } from '../figures.js';
import { InventedPersons } from '../invented-persons.js';
import { personEvent, type InventedEvent } from './invented-events.js';
import { fillChangeLog, refillQueue, untilQueueIsEmpty } from './outbox-table.js';
import { PipelineRig } from './rig.js';
import type { ServiceProcess } from './service-process.js';
import { untilApplied } from './store-tables.js';

const EVENTS = 1_000_000;
const WITHIN_MS = 1_800_000;
const RELAY_AT_MOST_MB = 250;
const SINK_AT_MOST_MB = 400;

/** A million events from the outbox to the log, then from the log into the store: rates, and the most memory held. */
export async function measureDrain(): Promise<Measurement> {
  const rig = await PipelineRig.start();
  try {
    await fillChangeLog(rig.source, backlog());
    await refillQueue(rig.source);
    const relay = await rig.startSource();
    const sent = await whileDraining('relay', relay, RELAY_AT_MOST_MB, () => untilQueueIsEmpty(rig.source, WITHIN_MS));
    await relay.stop();
    const sink = await rig.startStore();
    const stored = await whileDraining('sink', sink, SINK_AT_MOST_MB, () => untilApplied(rig.store, EVENTS, WITHIN_MS));
    return [...sent, ...stored];
  } finally {
    await rig.stop();
  }
}

function* backlog(): Generator<InventedEvent> {
  const persons = new InventedPersons();
  for (let count = 0; count < EVENTS; count += 1) for (const person of persons.take(1)) yield personEvent(person);
}

async function whileDraining(
  what: string,
  service: ServiceProcess,
  atMost: number,
  drained: () => Promise<void>,
): Promise<Figure[]> {
  const cpu = service.cpuSeconds();
  const begun = performance.now();
  await drained();
  const seconds = (performance.now() - begun) / 1_000;
  return [
    { what: `${what}, a million events`, value: EVENTS / seconds, unit: 'events/s' },
    { what: `${what}, a million events`, value: (service.cpuSeconds() - cpu) * (1e6 / EVENTS), unit: 'CPU-s/1M' },
    { what: `${what}, peak memory`, value: service.peakMemory(), unit: 'MB', atMost },
  ];
}
