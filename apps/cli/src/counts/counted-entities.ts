import { topicOf } from '@satudata/contracts';

/** What is counted apart in four places: the condition of being live is written anew in each place on purpose. */
export const COUNTED = [
  {
    service: 'population-registry',
    entity: 'person',
    topic: topicOf('population-registry', 'person'),
    source: `select count(*) from registry.person where status = 'resident'`,
    isLive: ({ status }) => status === 'resident',
    store: `select count(*) from core.person where status = 'resident'`,
    indicator: 'pop.total',
  },
  {
    service: 'population-registry',
    entity: 'family-card',
    topic: topicOf('population-registry', 'family-card'),
    source: `select count(*) from registry.family_card where status = 'active'`,
    isLive: ({ status }) => status === 'active',
    store: `select count(*) from core.household where status = 'active'`,
    indicator: 'pop.families',
  },
] as const satisfies readonly CountedEntity[];

export interface CountedEntity {
  service: string;
  entity: string;
  topic: string;
  /** SQL on the source's database. */
  source: string;
  /** On the last record of a key in the topic. */
  isLive: (record: { status?: string }) => boolean;
  /** SQL on the consolidated store. */
  store: string;
  /** Asked of the planner API for the whole province. */
  indicator: string;
}
