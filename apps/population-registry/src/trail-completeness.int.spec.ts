import { aFamilyCard, aPerson, EXAMPLE_VILLAGES, exampleNik, livingIn, openSource } from '@satudata/testing';
import type { Office, SourceService } from '@satudata/testing';
import { populationRegistry, populationRegistrySchemas } from './population-registry.js';

/** `TRAIL_READS=10000` for the whole of it. */
const READS = Number(process.env['TRAIL_READS'] ?? 400);
const PERSONS = 30;
const AT_ONCE = 8;
const PURPOSES = ['civil-registration', 'public-service', 'planning', 'budget-allocation'];

let source: SourceService;
let offices: Readonly<Record<string, Office>>;

const PLACES = [
  ['18.09', EXAMPLE_VILLAGES.hanura],
  ['18.10', EXAMPLE_VILLAGES.podomoro],
] as const;
const RESIDENTS = Array.from({ length: PERSONS }, (_, n) => {
  const [region, village] = PLACES[n % 2] ?? PLACES[0];
  return { region, person: aPerson(livingIn(village), n) };
});
/** Cards of 18.09, each with two residents of there and one of 18.10. */
const CARDS = Array.from({ length: Math.floor(PERSONS / 4) }, (_, n) => {
  const niks = [4 * n, 4 * n + 2, 2 * n + 1].map(exampleNik);
  const members = niks.map((nik, at) => ({ nik, relation: at === 0 ? '1' : '4' }));
  return aFamilyCard({ head: niks[0] ?? '', members }, n);
});

beforeAll(async () => {
  source = await openSource(populationRegistry, populationRegistrySchemas, [
    'person:write',
    'person:read',
    'person-access:read',
    'family-card:write',
    'family-card:read',
  ]);
  offices = { '18.09': await source.office('18.09'), '18.10': await source.office('18.10') };
  for (const { region, person } of RESIDENTS) await of(region).put(`/v1/persons/${person.nik}`, person);
  for (const card of CARDS) {
    expect(await of('18.09').put(`/v1/family-cards/${card.kk}`, card)).toMatchObject({ body: { verdict: 'stored' } });
  }
});
afterAll(() => source?.close());

const of = (region: string): Office => {
  const office = offices[region];
  if (!office) throw new Error(`no office of ${region}`);
  return office;
};

/** What each person should be told, as the test's own books say: client, purpose and kind of read. */
class Ledger {
  private readonly reads = new Map<string, string[]>(RESIDENTS.map(({ person }) => [person.nik, []]));
  misses = 0;

  note(niks: readonly string[], read: string): void {
    for (const nik of niks) this.reads.get(nik)?.push(read);
  }

  of(nik: string): string[] {
    return [...(this.reads.get(nik) ?? [])].sort();
  }
}

/** One read as an office might do it, right or wrong, noted in the ledger if the person is to be told. */
async function readOnce(ledger: Ledger, random: (limit: number) => number): Promise<void> {
  const region = random(2) === 0 ? '18.09' : '18.10';
  const purpose = PURPOSES[random(PURPOSES.length)] ?? '';
  const resident = RESIDENTS[random(PERSONS)] ?? RESIDENTS[0];
  const isOwn = resident?.region === region;
  const nik = resident?.person.nik ?? '';
  const ask = (path: string, headers: Record<string, string> = { purpose }) => of(region).get(path, headers);
  const expectStatus = async (wanted: number, path: string, headers?: Record<string, string>) =>
    expect([path, (await ask(path, headers)).status]).toEqual([path, wanted]);
  switch (random(8)) {
    case 0: {
      const card = CARDS[random(CARDS.length)];
      await expectStatus(region === '18.09' ? 200 : 404, `/v1/family-cards/${card?.kk ?? ''}`);
      if (region === '18.09') ledger.note(card?.members.map((member) => member.nik) ?? [], `${region} ${purpose} card`);
      else ledger.misses += 1;
      return;
    }
    case 1:
      await expectStatus(isOwn ? 200 : 404, `/v1/persons/${nik}/access`);
      if (isOwn) ledger.note([nik], `${region} ${purpose} access`);
      else ledger.misses += 1;
      return;
    case 2:
      ledger.misses += 1;
      return expectStatus(404, `/v1/persons/${exampleNik(5_000 + random(1_000))}`);
    case 3:
      return expectStatus(400, `/v1/persons/${nik}`, {});
    default:
      await expectStatus(isOwn ? 200 : 404, `/v1/persons/${nik}`);
      if (isOwn) ledger.note([nik], `${region} ${purpose} person`);
      else ledger.misses += 1;
  }
}

interface Access {
  readonly client: string;
  readonly purpose: { readonly code: string };
  readonly categories: readonly { readonly code: string }[];
}
interface Page {
  readonly accesses: readonly Access[];
  readonly cursor: string | null;
}

const KIND: Readonly<Record<number, string>> = { 1: 'access', 3: 'card', 5: 'person' };

/** What the person is told, without the questions by which it is told. */
async function told(region: string, nik: string): Promise<string[]> {
  const accesses: Access[] = [];
  for (let cursor: string | null = ''; cursor !== null;) {
    const query = cursor && `?cursor=${cursor}`;
    const page: Page = (await of(region).get<Page>(`/v1/persons/${nik}/access${query}`, { purpose: 'oversight' })).body;
    accesses.push(...page.accesses);
    cursor = page.cursor;
  }
  return accesses
    .filter(({ purpose }) => purpose.code !== 'oversight')
    .map(({ client, purpose, categories }) => `${client.slice(-5)} ${purpose.code} ${KIND[categories.length] ?? ''}`)
    .sort();
}

it(
  `after ${READS} mixed reads, several at once, each person is told of exactly those of their data`,
  async () => {
    const ledger = new Ledger();
    const random = randomNumbers(20261124);
    for (let done = 0; done < READS; done += AT_ONCE) {
      await Promise.all(Array.from({ length: Math.min(AT_ONCE, READS - done) }, () => readOnce(ledger, random)));
    }
    const outcomes = await source.database.query<{ outcome: string; count: string }>(
      `select content::json ->> 'outcome' as outcome, count(*) from trail.entry group by 1`,
    );
    const sum = RESIDENTS.reduce((total, { person }) => total + ledger.of(person.nik).length, 0);
    expect(Object.fromEntries(outcomes.map(({ outcome, count }) => [outcome, Number(count)]))).toEqual({
      read: sum,
      miss: ledger.misses,
    });
    for (const { region, person } of RESIDENTS) {
      expect([person.nik, await told(region, person.nik)]).toEqual([person.nik, ledger.of(person.nik)]);
    }
  },
  120_000 + READS * 30,
);

/** The same on every run. */
function randomNumbers(seed: number): (limit: number) => number {
  let state = seed;
  return (limit) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
}
