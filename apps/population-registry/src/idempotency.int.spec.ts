import type { PersonSubmission } from '@satudata/contracts';
import {
  aFamilyCard,
  aPerson,
  openSource,
  waitFor,
  type Answer,
  type Office,
  type SourceService,
} from '@satudata/testing';
import { Client } from 'pg';
import { populationRegistry, populationRegistrySchemas } from './population-registry.js';

const OPERATIONS = ['person:write', 'family-card:write', 'batch:read'];
/** SATUDATA_SPEC_KEYS=200 for as many as the bar asks for. */
const KEYS = Number(process.env['SATUDATA_SPEC_KEYS'] ?? 20);
const AT_ONCE = 100;

let source: SourceService;
let office: Office;
let next = 0;
let keys = 0;

beforeAll(async () => {
  source = await openSource(populationRegistry, populationRegistrySchemas, OPERATIONS);
  office = await source.office('18.09');
});
afterAll(async () => {
  await source?.close();
});

const newKey = () => `record-${(keys += 1)}`;
const newPerson = (changes: Parameters<typeof aPerson>[0] = {}) => aPerson(changes, (next += 1));
const put = (person: PersonSubmission, key?: string, headers: Record<string, string> = {}, by = office) =>
  by.put(`/v1/persons/${person.nik}`, person, { ...headers, ...(key !== undefined && { 'idempotency-key': key }) });
const count = async (sql: string, parameters: readonly unknown[] = []) =>
  Number((await source.database.query<{ count: string }>(`select count(*) from ${sql}`, parameters))[0]?.count);
const versionsOf = async (nik: string) =>
  (await source.database.query<{ version: string }>('select version from registry.person where nik = $1', [nik])).map(
    ({ version }) => version,
  );
const isWaiting = async () =>
  (await count(
    `pg_stat_activity where usename = 'population_registry_app' and datname = current_database() and wait_event_type = 'Lock'`,
  )) > 0;

describe('a hundred equal requests at once', () => {
  const sent: { readonly key: string; readonly person: PersonSubmission }[] = [];
  let answers: Answer[][];
  let before: { readonly persons: number; readonly events: number };
  const persons = () => count('registry.person');
  const events = () => count(`outbox.change where entity = 'person'`);

  beforeAll(async () => {
    before = { persons: await persons(), events: await events() };
    answers = [];
    for (let index = 0; index < KEYS; index += 1) {
      const [key, person] = [newKey(), newPerson()];
      sent.push({ key, person });
      answers.push(await Promise.all(Array.from({ length: AT_ONCE }, () => put(person, key))));
    }
  }, KEYS * 5_000);

  it('make one record and one event for each key', async () => {
    expect(await persons()).toBe(before.persons + KEYS);
    expect(await events()).toBe(before.events + KEYS);
  });

  it('are told the first answer, or that one of them is still running', () => {
    for (const ofKey of answers) {
      const told = ofKey.filter(({ status }) => status === 200).map(({ body }) => JSON.stringify(body));
      expect(new Set(told).size).toBe(1);
      expect(told[0]).toContain('"verdict":"stored"');
      const others = ofKey.filter(({ status }) => status !== 200);
      for (const { status, body, headers } of others) {
        expect([status, body['type'], headers.get('retry-after')]).toEqual([
          409,
          'urn:satudata:problem:still-running',
          '1',
        ]);
      }
    }
  });

  it('are all told the first answer once none is running', async () => {
    for (const [index, { key, person }] of sent.entries()) {
      const first = answers[index]?.find(({ status }) => status === 200);
      expect(await put(person, key)).toMatchObject({ status: 200, body: first?.body });
    }
  });

  it('with another body under the same key are 422, each', async () => {
    const others = await Promise.all(sent.map(({ key, person }) => put({ ...person, name: 'NAMA LAIN' }, key)));
    expect(others.map(({ status, body }) => [status, body['type']])).toEqual(
      sent.map(() => [422, 'urn:satudata:problem:key-reused']),
    );
    expect(await events()).toBe(before.events + KEYS);
  });

  it('are told the same after a restart', async () => {
    await source.restart();
    const again = await Promise.all(sent.map(({ key, person }) => put(person, key)));
    expect(again.map(({ body }) => body['verdict'])).toEqual(sent.map(() => 'stored'));
    expect(await events()).toBe(before.events + KEYS);
  });
});

describe('the answer under a key', () => {
  it('is what was said first, and changes nothing that came after', async () => {
    const [key, person] = [newKey(), newPerson()];
    const first = await put(person, key);
    await put({ ...person, name: 'NAMA BARU' });
    const again = await put(person, key);
    expect(again).toMatchObject({ status: 200, body: first.body });
    expect([first, again].map(({ headers }) => headers.get('etag'))).toEqual(['"1"', '"1"']);
    expect(await versionsOf(person.nik)).toEqual(['2']);
  });

  it('may be a refusal', async () => {
    const [key, person] = [newKey(), newPerson()];
    const condition = { 'if-match': '"1"' };
    expect((await put(person, key, condition)).status).toBe(412);
    await put(person);
    expect((await put(person, key, condition)).status).toBe(412);
    expect((await put(person, newKey(), condition)).status).toBe(200);
  });

  it('is written in the transaction of its effect', async () => {
    const [key, person] = [newKey(), newPerson()];
    await put(person, key);
    expect(
      await source.database.query(
        `select answer.xmin = person.xmin as together from intake.answer, registry.person where key = $1 and nik = $2`,
        [key, person.nik],
      ),
    ).toEqual([{ together: true }]);
  });

  it('is kept for a day, after which the key is free', async () => {
    const [key, person] = [newKey(), newPerson()];
    await put(person, key);
    const kept = `select expires_at - now() between interval '23 hours' and interval '24 hours' as a_day from intake.answer where key = $1`;
    expect(await source.database.query(kept, [key])).toEqual([{ a_day: true }]);
    await source.database.query(`update intake.answer set expires_at = now() where key = $1`, [key]);
    expect((await put({ ...person, name: 'NAMA BARU' }, key)).body).toMatchObject({ verdict: 'stored', version: 2 });
    expect(await source.database.query(kept, [key])).toEqual([{ a_day: true }]);
  });

  it('is forgotten by and by once it has expired', async () => {
    const old = [newKey(), newKey(), newKey()];
    for (const key of old) await put(newPerson(), key);
    await source.database.query(`update intake.answer set expires_at = now() where key = any($1)`, [old]);
    await put(newPerson(), newKey());
    await put(newPerson(), newKey());
    expect(await count('intake.answer where key = any($1)', [old])).toBe(0);
  });

  it('holds nothing about the person', async () => {
    const [key, person] = [newKey(), newPerson({ name: 'SUKARNO' })];
    await put(person, key);
    const [kept] = await source.database.query(`select * from intake.answer where key = $1`, [key]);
    expect(JSON.stringify(kept)).toContain('name.one-word');
    expect(JSON.stringify(kept)).not.toMatch(new RegExp(`${person.nik}|SUKARNO`));
  });
});

describe('a key', () => {
  it('whose first request is still running is 409, with a hint when to ask again', async () => {
    const [key, person] = [newKey(), newPerson()];
    await put(person);
    const colleague = new Client({ connectionString: source.database.ownerUrl });
    await colleague.connect();
    try {
      await colleague.query(`begin; select set_config('satudata.scope', '18', true)`);
      await colleague.query('select from registry.person where nik = $1 for update', [person.nik]);
      const waiting = put({ ...person, name: 'NAMA BARU' }, key);
      await waitFor('the first to wait for its colleague', isWaiting, { within: 10_000 });
      const second = await put({ ...person, name: 'NAMA BARU' }, key);
      expect([second.status, second.headers.get('retry-after')]).toEqual([409, '1']);
      await colleague.query('commit');
      expect((await waiting).body).toMatchObject({ verdict: 'stored', version: 2 });
    } finally {
      await colleague.end();
    }
  });

  it('is the same between quotation marks and bare', async () => {
    const [key, person] = [newKey(), newPerson()];
    await put(person, `"${key}"`);
    expect((await put(person, key)).body).toMatchObject({ verdict: 'stored' });
  });

  it('that is none is 400', async () => {
    expect(await put(newPerson(), '"half')).toMatchObject({
      status: 400,
      body: { errors: [{ parameter: 'Idempotency-Key', rule: 'form' }] },
    });
  });

  it('of another client is another key', async () => {
    const [key, person] = [newKey(), newPerson()];
    await put(person, key);
    const other = await source.office('18.09', 'another-client');
    expect((await put(newPerson(), key, {}, other)).body).toMatchObject({ verdict: 'stored' });
  });

  it('names one thing: a person, a family card or a batch', async () => {
    const [ofPerson, ofBatch, person] = [newKey(), newKey(), newPerson()];
    const lines = `${JSON.stringify(newPerson())}\n`;
    await put(person, ofPerson);
    await office.send('/v1/persons/batches', ofBatch, lines);
    const card = aFamilyCard({}, (next += 1));
    const answers = [
      await office.put(`/v1/family-cards/${card.kk}`, card, { 'idempotency-key': ofPerson }),
      await office.send('/v1/persons/batches', ofPerson, lines),
      await put(person, ofBatch),
    ];
    expect(answers.map(({ status, body }) => [status, body['type']])).toEqual(
      Array(3).fill([422, 'urn:satudata:problem:key-reused']),
    );
  });
});
