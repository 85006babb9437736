import type { PlatformDescription } from '@satudata/local-platform';
import { COUNTED } from './counted-entities.js';
import type { CountedEntity } from './counted-entities.js';
import { lagEvents } from './lag-events.js';
import { plannerAnswer } from './planner-answer.js';
import { sqlNumber } from './sql-number.js';
import { topicLiveKeys } from './topic-live-keys.js';

/** One entity counted in each place it passes through; null where the place does not answer. */
export interface CountRow {
  service: string;
  entity: string;
  source: number | null;
  topic: number | null;
  store: number | null;
  planner: number | null;
  lagEvents: number | null;
  lagSeconds: number | null;
}

export function nothingAnswers({ source, topic, store, planner }: CountRow): boolean {
  return [source, topic, store, planner].every((count) => count === null);
}

export function countApart(platform: PlatformDescription): Promise<CountRow[]> {
  return Promise.all(
    COUNTED.map(async (counted: CountedEntity) => {
      const [passage, topic] = await Promise.all([
        countPassage(platform, counted),
        orNull(topicLiveKeys(platform.kafka.brokers, counted)),
      ]);
      const { service, entity, source, ...onwards } = passage;
      return { service, entity, source, topic, ...onwards };
    }),
  );
}

/** Without reading a whole topic: cheap enough to ask again and again. */
export function countEnds(platform: PlatformDescription): Promise<Omit<CountRow, 'topic'>[]> {
  return Promise.all(COUNTED.map((counted: CountedEntity) => countPassage(platform, counted)));
}

async function countPassage(platform: PlatformDescription, counted: CountedEntity): Promise<Omit<CountRow, 'topic'>> {
  const { databases } = platform.postgres;
  const [source, store, planner, behind] = await Promise.all([
    orNull(sqlNumber(databases[counted.service], counted.source)),
    orNull(sqlNumber(databases['consolidation'], counted.store)),
    orNull(plannerAnswer(platform, counted.indicator)),
    orNull(lagEvents(platform, counted)),
  ]);
  return {
    service: counted.service,
    entity: counted.entity,
    source,
    store,
    planner: planner?.value ?? null,
    lagEvents: behind,
    lagSeconds: planner?.lagSeconds[counted.service] ?? null,
  };
}

/** A place that is down is told as unknown; the others are still counted. */
const orNull = <T>(answer: Promise<T>): Promise<T | null> => answer.catch(() => null);
