import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PersonSubmission } from '@satudata/contracts';
import { homeFromEnvironment } from '@satudata/local-platform';
import { generateProvince, type SyntheticVillage } from '@satudata/synthetic-province';
import { RunningParts, waitFor } from '@satudata/testing';
import { as } from '../offices/as.js';
import { inventFamilies } from '../offices/invented-families.js';
import { registeredResidents } from '../offices/registered-residents.js';
import { ndjson, putAll } from '../offices/send.js';
import { satudata } from '../platform/satudata.js';
import {
  countByPlanner,
  countInSource,
  countInStore,
  countInTopic,
  FAMILY_CARDS,
  PERSONS,
  totalOf,
  type CountedRecord,
} from './count-places.js';

const PROTOTYPE_VILLAGES = ['18.09.10.2004', '18.10.01.2009', '18.07.15.2001', '18.01.17.2006'];
const SOON = { within: 30_000 };
const parts = new RunningParts();

interface StatusRow {
  readonly service: string;
  readonly entity: string;
  readonly source: number;
  readonly topic: number;
  readonly store: number;
  readonly lagEvents: number;
  readonly lagSeconds: number;
}

afterAll(() => parts.goOnAll());

/** Source, topic, store and planner tell the same of every village, and of at least this many records. */
async function expectAgreement(counted: CountedRecord, atLeast = 1): Promise<void> {
  const source = await countInSource(counted);
  await waitFor('the store to know what the source knows', async () => same(source, await countInStore(counted)), SOON);
  expect(await countInTopic(counted)).toEqual(source);
  expect(await countByPlanner(counted)).toEqual(source);
  expect(totalOf(source)).toBeGreaterThanOrEqual(atLeast);
}

const same = (a: Record<string, number>, b: Record<string, number>): boolean =>
  Object.keys({ ...a, ...b }).every((village) => a[village] === b[village]);

async function statusOf(entity: string): Promise<StatusRow> {
  const rows = JSON.parse((await satudata('status', '--json')).stdout) as StatusRow[];
  const row = rows.find((candidate) => candidate.entity === entity);
  if (!row) throw new Error(`satudata status says nothing of ${entity}`);
  return row;
}

describe('After the seed, counts taken apart', () => {
  it('agree on more than 10,000 persons', () => expectAgreement(PERSONS, 10_000));
  it('agree on their family cards', () => expectAgreement(FAMILY_CARDS, 2_500));

  it('hold every household of the four prototype villages', async () => {
    const note = join(homeFromEnvironment(process.env).root, 'seeded.json');
    const { seed, villages } = JSON.parse(readFileSync(note, 'utf8')) as { seed: string; villages: SyntheticVillage[] };
    expect(villages.map(({ code }) => code)).toEqual(PROTOTYPE_VILLAGES);
    const invented: Record<string, number> = {};
    for (const { familyCard } of generateProvince({ seed, villages, at: '2026-06-30' })) {
      const { village } = familyCard.address;
      invented[village] = (invented[village] ?? 0) + 1;
    }
    expect(await countByPlanner(FAMILY_CARDS)).toMatchObject(invented);
    expect(Object.values(invented).filter((households) => households < 500)).toEqual([]);
  });
});

describe('After 500 changes and 100 deaths, by PUT and by batch', () => {
  const changedAt = new Date().toISOString();
  const REGENCY = '18.07';
  let before: number;

  beforeAll(async () => {
    before = totalOf(await countInSource(PERSONS));
    const office = await as(`disdukcapil-${REGENCY}`);
    const people = await registeredResidents(REGENCY, 600);
    const lines = people.map((person, index) => (index < 500 ? movedOn(person, index) : deceased(person)));
    const isPut = (_: unknown, index: number): boolean => index % 2 === 0;
    expect(await putAll(office, lines.filter(isPut))).toEqual({ stored: 300 });
    const batch = lines.filter((line, index) => !isPut(line, index));
    const { body } = await office.send('/v1/persons/batches', randomUUID(), ndjson(batch));
    expect(body).toMatchObject({ verdicts: { stored: 300 }, committedLines: 300 });
  }, 60_000);

  /** Another house for most, another village of the regency for every fifth. */
  function movedOn(person: PersonSubmission, index: number): PersonSubmission {
    const village = index % 5 === 0 ? '18.07.15.2002' : person.residence.address.village;
    const street = `JL. PINDAHAN ${changedAt.slice(11, 19).replaceAll(':', '')} NO. ${index}`;
    const address = { ...person.residence.address, street, village };
    return { ...person, residence: { ...person.residence, address }, changedAt };
  }

  const deceased = (person: PersonSubmission): PersonSubmission => ({
    ...person,
    status: 'deceased',
    deathDate: '2026-11-01',
    changedAt,
  });

  it('there are 100 residents fewer in the source', async () => {
    expect(totalOf(await countInSource(PERSONS))).toBe(before - 100);
  });

  it('persons agree again', () => expectAgreement(PERSONS));
  it('family cards agree again', () => expectAgreement(FAMILY_CARDS));

  it('satudata status prints the same table for people and for programs', async () => {
    const total = totalOf(await countInSource(PERSONS));
    const row = await statusOf('person');
    expect(row).toMatchObject({
      service: 'population-registry',
      source: total,
      topic: total,
      store: total,
      lagEvents: 0,
    });
    expect(row.lagSeconds).toBeLessThanOrEqual(30);
    const { stdout, code } = await satudata('status');
    const line = stdout.split('\n').find((text) => / person /.test(text)) ?? '';
    expect(code).toBe(0);
    expect(line.split(/\s+/).slice(0, 6)).toEqual([
      'population-registry',
      'person',
      ...Array<string>(4).fill(`${total}`),
    ]);
  });
});

describe('While consolidation stands still', () => {
  let arrivals: number;

  beforeAll(async () => {
    parts.halt('consolidation');
    const people = (await inventFamilies([{ code: '18.07.15.2003', persons: 60 }])).flatMap(({ persons }) => persons);
    arrivals = people.length;
    const office = await as('disdukcapil-18.07');
    const { body } = await office.send('/v1/persons/batches', randomUUID(), ndjson(people));
    expect(body).toMatchObject({ verdicts: { stored: arrivals } });
  }, 30_000);

  it('source and topic know of arrivals that the store and the planner do not', async () => {
    const source = totalOf(await countInSource(PERSONS));
    await waitFor('the topic to have them', async () => totalOf(await countInTopic(PERSONS)) === source, SOON);
    expect(totalOf(await countInStore(PERSONS))).toBe(source - arrivals);
    expect(totalOf(await countByPlanner(PERSONS))).toBe(source - arrivals);
  });

  it('satudata status shows the difference and how many events are behind', async () => {
    const { source, topic, store, lagEvents } = await statusOf('person');
    expect({ topic, store, lagEvents }).toEqual({ topic: source, store: source - arrivals, lagEvents: arrivals });
  });

  it('and everything agrees again when it goes on', async () => {
    parts.goOn('consolidation');
    await expectAgreement(PERSONS);
  });
});
