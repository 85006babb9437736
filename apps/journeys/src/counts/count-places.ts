import { topicOf } from '@satudata/contracts';
import { connectKafka, readTopic } from '@satudata/event-log';
import { as } from '../offices/as.js';
import { askDatabase } from '../platform/ask-database.js';
import { runningPlatform } from '../platform/running-platform.js';

/** Village code -> how many live records; villages without any are left out. */
export type ByVillage = Record<string, number>;

export interface CountedRecord {
  readonly entity: 'person' | 'family-card';
  readonly indicator: string;
  /** SQL on the source: one row per village. */
  readonly source: string;
  /** SQL on the store. */
  readonly store: string;
  /** Village of a record as published, unless it no longer counts. */
  readonly villageOf: (record: PublishedRecord) => string | undefined;
}

interface PublishedRecord {
  readonly status: string;
  readonly residence?: { address: { village: string } };
  readonly address?: { village: string };
}

export const PERSONS: CountedRecord = {
  entity: 'person',
  indicator: 'pop.total',
  source: `select village, count(*)::int as count from registry.person where status = 'resident' group by 1`,
  store: `select village, count(*)::int as count from core.person where status = 'resident' group by 1`,
  villageOf: ({ status, residence }) => (status === 'resident' ? residence?.address.village : undefined),
};

export const FAMILY_CARDS: CountedRecord = {
  entity: 'family-card',
  indicator: 'pop.families',
  source: `select record::jsonb #>> '{address,village}' as village, count(*)::int as count
             from registry.family_card where status = 'active' group by 1`,
  store: `select village, count(*)::int as count from core.household where status = 'active' group by 1`,
  villageOf: ({ status, address }) => (status === 'active' ? address?.village : undefined),
};

export const countInSource = ({ source }: CountedRecord): Promise<ByVillage> =>
  countBySql('population-registry', source);
export const countInStore = ({ store }: CountedRecord): Promise<ByVillage> => countBySql('consolidation', store);

async function countBySql(service: string, sql: string): Promise<ByVillage> {
  const rows = await askDatabase<{ village: string; count: number }>(service, sql);
  return Object.fromEntries(rows.map(({ village, count }) => [village, count]));
}

/** Distinct keys from offset 0 whose last value is a live record. */
export async function countInTopic({ entity, villageOf }: CountedRecord): Promise<ByVillage> {
  const last = new Map<string, string | undefined>();
  const kafka = connectKafka({ brokers: runningPlatform().kafka.brokers, clientId: 'journeys' });
  await readTopic(kafka, topicOf('population-registry', entity), ({ key, value }) => {
    const { record, deleted } = JSON.parse(value.toString('utf8')) as { record: PublishedRecord; deleted?: boolean };
    last.set(key, deleted ? undefined : villageOf(record));
  });
  const counts: ByVillage = {};
  for (const village of last.values()) if (village) counts[village] = (counts[village] ?? 0) + 1;
  return counts;
}

interface Observations {
  readonly columns: readonly { readonly id: string }[];
  readonly rows: readonly (readonly unknown[])[];
  readonly complete: boolean;
}

/** What a planner of the province is told, village by village. */
export async function countByPlanner({ indicator }: CountedRecord): Promise<ByVillage> {
  const planner = await as('planner-province', 'planner-api');
  const { body } = await planner.get<Observations>(
    `/v1/observations?indicator=${indicator}&region=18&level=village&limit=5000`,
  );
  if (!body.complete) throw new Error('the planner API answered a part only');
  const [village, count] = ['region', indicator].map((id) => body.columns.findIndex((column) => column.id === id));
  const told = body.rows.map((row) => [String(row[village ?? -1]), Number(row[count ?? -1])] as const);
  return Object.fromEntries(told.filter(([, number]) => number > 0));
}

export const totalOf = (counts: ByVillage): number => Object.values(counts).reduce((sum, count) => sum + count, 0);
