import { UndecodableEvent, type HeardEvent } from '@satudata/inbox';

/** What the store keeps of any record, whatever it says. */
export interface RecordFact {
  /** Identity of the record within its entity. */
  readonly key: string;
  readonly heard: HeardEvent;
  /** `population-registry`, or `population-registry/18.01` for an instance that a regency runs itself. */
  readonly source: string;
  readonly id: string;
  /** Regency code by which row-level policies judge; {@link PROVINCE} for records that belong to no regency. */
  readonly region: string;
  readonly deleted: boolean;
}

/** The region of what belongs to no regency: a batch of a client, or a record of which nothing is left but its id. */
export const PROVINCE = '18';

/** @throws UndecodableEvent when the envelope contradicts itself */
export function recordFact(heard: HeardEvent, region: string): RecordFact {
  if (heard.key !== heard.subject) throw new UndecodableEvent('the key is not ce_subject');
  if (!(heard.part >= 1 && heard.part <= heard.parts && heard.parts <= MOST_PARTS)) {
    throw new UndecodableEvent('header satudata-tx names an impossible part');
  }
  const source = sourceOf(heard.source);
  const id = heard.subject;
  return { key: keyOf({ source, id }), heard, source, id, region, deleted: heard.value.deleted === true };
}

/** A deletion need not say again what is gone: one that takes out what nobody ever said has nothing to say. */
export function saysOnlyThatItIsGone(heard: HeardEvent): boolean {
  return heard.value.deleted === true && Object.keys(heard.value.record).every((name) => name === 'id');
}

/** A transaction of more events than this is a mistake, not a business change. */
const MOST_PARTS = 1_000_000;

/** `/population-registry` -> `population-registry`: the name by which people and metrics know it. */
export function sourceOf(uri: string): string {
  return uri.replace(/^\//, '');
}

/** The identity of a record within its entity, of facts and of rows alike. */
export function keyOf({ source, id }: { readonly source: string; readonly id: string }): string {
  return `${source} ${id}`;
}

/** The newest fact of each record: one statement must not touch a row twice. */
export function newestPerRecord<Fact extends RecordFact>(facts: readonly Fact[]): Fact[] {
  const newest = new Map<string, Fact>();
  for (const fact of facts) {
    const seen = newest.get(fact.key);
    if (!seen || fact.heard.version > seen.heard.version) newest.set(fact.key, fact);
  }
  return [...newest.values()];
}

/** Of these facts, all versions of the given records. */
export function factsOf<Fact extends RecordFact>(records: readonly RecordFact[], facts: readonly Fact[]): Fact[] {
  const keys = new Set(records.map(({ key }) => key));
  return facts.filter(({ key }) => keys.has(key));
}
