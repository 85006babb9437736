import type { Class } from './field/field.js';
import { Clock } from './every-source/clock.js';
import { IntakeBatch } from './every-source/intake-batch.js';
import { FamilyCard } from './population-registry/family-card.js';
import { PersonStatus } from './population-registry/person-status.js';
import { Move } from './population-registry/move/move.js';
import { Person } from './population-registry/person.js';
import { VitalEvent } from './population-registry/vital-event/vital-event.js';
import { SOURCES, type SourceName } from './sources.js';

/** What every source says besides its own records. */
const everySource = { 'intake-batch': IntakeBatch, clock: Clock } as const satisfies Record<string, Class>;

/** The records of each source by entity name: one topic each. */
export const RECORDS = {
  'population-registry': {
    person: Person,
    'person-status': PersonStatus,
    'family-card': FamilyCard,
    'vital-event': VitalEvent,
    move: Move,
    ...everySource,
  },
} as const satisfies Record<SourceName, Record<string, Class>>;

export type EntityName<Source extends SourceName = SourceName> = keyof (typeof RECORDS)[Source] & string;

/** `satudata.<source>.<entity>.v1` */
export function topicOf<Source extends SourceName>(source: Source, entity: EntityName<Source>): string {
  return `satudata.${source}.${entity}.v1`;
}

/** The address under which the schema of a topic is published. */
export function dataSchemaOf(source: SourceName, entity: string): string {
  return `urn:satudata:schema:${source}.${entity}.v1`;
}

export interface TopicEntry {
  readonly topic: string;
  readonly source: SourceName;
  readonly entity: EntityName;
  readonly record: Class;
}

/** Every topic of the system. */
export const TOPICS: readonly TopicEntry[] = SOURCES.flatMap((source) =>
  Object.entries(RECORDS[source]).map(([entity, record]) => ({
    topic: topicOf(source, entity as EntityName),
    source,
    entity: entity as EntityName,
    record,
  })),
);

export function topicEntry(topic: string): TopicEntry | undefined {
  return TOPICS.find((entry) => entry.topic === topic);
}
