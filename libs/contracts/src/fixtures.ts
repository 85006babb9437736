import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ChangeEvent } from './envelope/change-event.js';
import type { EventHeaders } from './envelope/headers.js';
import type { EntityName } from './topics.js';
import type { SourceName } from './sources.js';

/** An event as some revision of a source said it: readers must understand all of them for as long as the topic lives. */
export interface GoldenEvent {
  /** n of the schema v1.n it was written under. */
  readonly revision: number;
  readonly headers: EventHeaders;
  readonly value: ChangeEvent;
}

/** The golden events of a topic, invented data only, oldest revision first. */
export function goldenEvents(source: SourceName, entity: EntityName): GoldenEvent[] {
  const home = join(__dirname, '../fixtures', source, entity);
  return readdirSync(home)
    .map((name) => Number(/^v1\.(\d+)\.json$/.exec(name)?.[1]))
    .sort((one, other) => one - other)
    .flatMap((revision) => {
      const events = JSON.parse(readFileSync(join(home, `v1.${revision}.json`), 'utf8')) as Omit<
        GoldenEvent,
        'revision'
      >[];
      return events.map((event) => ({ revision, ...event }));
    });
}
