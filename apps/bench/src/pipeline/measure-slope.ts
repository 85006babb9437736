import type { Measurement } from '../figures.js';
import { InventedPersons } from '../invented-persons.js';
import { PipelineRig } from './rig.js';
import type { ServiceProcess } from './service-process.js';
import { slopeOf, type Sample } from './slope.js';
import { EVENTS_PER_SECOND, saySteadily } from './steady-load.js';

const SETTLING_SECONDS = 300;
const SECONDS = 1_200;
const EVERY_MS = 1_000;
const AT_MOST = 1;

/** Whether memory grows under a steady load: the slope over 20 minutes, after five to settle. */
export async function measureSlope(): Promise<Measurement> {
  const rig = await PipelineRig.start();
  try {
    const [source, store] = await Promise.all([rig.startSource(), rig.startStore()]);
    const persons = new InventedPersons();
    await saySteadily(rig.source, persons, SETTLING_SECONDS, () => undefined);
    const watches = [watch(source), watch(store)] as const;
    await saySteadily(rig.source, persons, SECONDS, () => undefined);
    const [ofSource, ofStore] = watches.map((stop) => slopeOf(stop()));
    const what = `memory at ${EVENTS_PER_SECOND} events/s, slope of`;
    return [
      { what: `${what} the source`, value: ofSource ?? NaN, unit: 'MB/min', atMost: AT_MOST },
      { what: `${what} the store`, value: ofStore ?? NaN, unit: 'MB/min', atMost: AT_MOST },
    ];
  } finally {
    await rig.stop();
  }
}

/** Notes the memory of a process every second until the answer is called. */
function watch(service: ServiceProcess): () => readonly Sample[] {
  const samples: Sample[] = [];
  const timer = setInterval(
    () => samples.push({ minutes: performance.now() / 60_000, megabytes: service.memory() }),
    EVERY_MS,
  );
  return () => {
    clearInterval(timer);
    return samples;
  };
}
