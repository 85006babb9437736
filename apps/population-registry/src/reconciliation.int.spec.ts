import { randomUUID } from 'node:crypto';
import { aPerson, openSource, waitFor, type Office, type SourceService } from '@satudata/testing';
import { populationRegistry, populationRegistrySchemas } from './population-registry.js';

const BASE = '/v1/reconciliation/sources/population-registry';

let source: SourceService;
let office: Office;
let operator: Office;
let next = 500;

beforeAll(async () => {
  source = await openSource(populationRegistry, populationRegistrySchemas, ['person:write', 'operate']);
  [office, operator] = await Promise.all([source.office('18.09'), source.office('18', 'operator')]);
}, 60_000);
afterAll(async () => {
  await source?.close();
});

const rows = (sql: string, values: readonly unknown[] = []) => source.database.query(sql, values);
const ask = async (path: string, body: object) =>
  (await operator.send(`${BASE}/${path}`, undefined, JSON.stringify(body), { 'content-type': 'application/json' }))
    .body;

/** A person with two versions, since an older one is needed to put back. */
async function aPersonOfTwoVersions(): Promise<string> {
  const person = aPerson({}, (next += 1));
  const { body } = await office.put(`/v1/persons/${person.nik}`, person);
  await office.put(`/v1/persons/${person.nik}`, { ...person, name: 'NAMA BARU' });
  return String(body['id']);
}

const summed = (id: string) =>
  waitFor(
    `the sums to know ${id}`,
    async () => {
      const known = await rows(`select from outbox.reconciled_record where id = $1 and version = 2`, [id]);
      return known.length === 1;
    },
    { within: 15_000 },
  );

async function suspects(): Promise<string[]> {
  const ranges = Array.from({ length: 64 }, (_, range) => range);
  const answers = await Promise.all(
    ranges.map((range) => operator.get<{ ids: string[] }>(`${BASE}/suspects?entity=person&range=${range}`)),
  );
  return answers.flatMap(({ body }) => body.ids);
}

/** Everything that a version of a person is written in, changed past the service: as somebody at psql would. */
const FAULTS: Record<string, string> = {
  'its own row is gone': `delete from registry.person where id::text = $1`,
  'its own row says something else': `update registry.person set record = replace(record, 'NAMA BARU', 'ORANG LAIN') where id::text = $1`,
  'its own row is the older version': `update registry.person p
     set version = 1, record = value::json->>'record' from outbox.change c
    where p.id::text = $1 and c.entity_id = $1 and c.entity = 'person' and c.version = 1`,
  'its own row lies in another regency': `update registry.person set region = '18.01' where id::text = $1`,
  'its newest change is gone': `delete from outbox.change where entity = 'person' and entity_id = $1 and version = 2`,
  'all of its changes are gone': `delete from outbox.change where entity = 'person' and entity_id = $1`,
  'its newest change says something else': `update outbox.change set value = replace(value, 'NAMA BARU', 'ORANG LAIN')
    where entity = 'person' and entity_id = $1 and version = 2`,
  'its newest change and its digest say something else': `update outbox.change
      set value = replace(value, 'NAMA BARU', 'ORANG LAIN'),
          digest = sha256(convert_to(replace(value, 'NAMA BARU', 'ORANG LAIN'), 'UTF8'))
    where entity = 'person' and entity_id = $1 and version = 2`,
  'its newest change is no longer JSON': `update outbox.change set value = 'rusak'
    where entity = 'person' and entity_id = $1 and version = 2`,
  'its newest change says what the older one said': `update outbox.change now set value = old.value, digest = old.digest
     from outbox.change old
    where now.entity = 'person' and now.entity_id = $1 and now.version = 2
      and old.entity = 'person' and old.entity_id = $1 and old.version = 1`,
  'a change was put in by hand': `insert into outbox.change (id, topic, key, entity, entity_id, version, region, headers,
       value, digest, valid_at, recorded_at, tx, part, parts)
     select gen_random_uuid(), topic, key, entity, entity_id, 3, region, headers, value, digest, valid_at, recorded_at,
            tx, part, parts from outbox.change where entity = 'person' and entity_id = $1 and version = 2`,
};

describe('the scan of a source', () => {
  it('suspects nobody where nothing was done past the service, and its sums add up', async () => {
    await summed(await aPersonOfTwoVersions());
    expect(await suspects()).toEqual([]);
    expect((await operator.get(`${BASE}/proof`)).body).toEqual({ unequal: 0 });
  });

  it.each(Object.entries(FAULTS))('suspects exactly the record of which %s', async (_what, fault) => {
    const id = await aPersonOfTwoVersions();
    await summed(id);
    await rows(fault, [id]);
    expect(await suspects()).toEqual([id]);
    await rows(`delete from registry.person where id::text = $1`, [id]);
    await rows(`delete from outbox.change where entity_id = $1`, [id]);
    await rows(`delete from outbox.reconciled_record where id = $1`, [id]);
  });

  it('suspects both of two rows put in by hand that say the same', async () => {
    const id = await aPersonOfTwoVersions();
    await summed(id);
    const twins = [randomUUID(), randomUUID()];
    for (const [index, twin] of twins.entries()) {
      await rows(
        `insert into registry.person select $2::uuid, '99' || $3 || substr(nik, 4), region, village, status, version,
                status_version, source_version, changed_at, record from registry.person where id::text = $1`,
        [id, twin, String(index)],
      );
    }
    expect((await suspects()).sort()).toEqual([...twins].sort());
    await rows(`delete from registry.person where id = any($1)`, [twins]);
  });
});

describe('a restatement', () => {
  const restate = (id: string, remedy: string, above: number) =>
    ask('restatements', {
      entity: 'person',
      report: randomUUID(),
      reason: 'uji coba',
      corrections: [{ id, remedy, above }],
    });
  const newest = async (id: string) =>
    (
      await rows(
        `select version::int, value::json as value from outbox.change where entity = 'person' and entity_id = $1
          order by version desc limit 1`,
        [id],
      )
    )[0];

  it('says the own row again, with its reason, and business goes on from there', async () => {
    const person = aPerson({}, (next += 1));
    const { body } = await office.put(`/v1/persons/${person.nik}`, person);
    const id = String(body['id']);
    expect(await restate(id, 'state', 7)).toEqual({ restated: [{ id, version: 8 }] });
    expect(await newest(id)).toMatchObject({
      version: 8,
      value: { version: 8, change: { type: 'person.restated', reason: expect.stringContaining('uji coba') } },
    });
    const again = await office.put(`/v1/persons/${person.nik}`, { ...person, name: 'SETELAH ITU' });
    expect(again.body).toMatchObject({ version: 9 });
  });

  it('puts back an own row that was lost, as it was said last', async () => {
    const id = await aPersonOfTwoVersions();
    await rows(`delete from registry.person where id::text = $1`, [id]);
    await restate(id, 'log', 2);
    const [held] = await rows(
      `select version::int, record::json->>'name' as name from registry.person where id::text = $1`,
      [id],
    );
    expect(held).toEqual({ version: 3, name: 'NAMA BARU' });
    expect(await newest(id)).toMatchObject({ version: 3, value: { record: { name: 'NAMA BARU' } } });
  });

  it('takes out what was put in by hand, and says that it is gone', async () => {
    const id = await aPersonOfTwoVersions();
    await restate(id, 'removal', 2);
    expect(await rows(`select from registry.person where id::text = $1`, [id])).toEqual([]);
    expect(await newest(id)).toMatchObject({ version: 3, value: { deleted: true, record: { id } } });
  });

  it('removes what only the store has, whatever its id looks like', async () => {
    expect(await restate('bukan-uuid', 'removal', 4)).toEqual({ restated: [{ id: 'bukan-uuid', version: 5 }] });
  });

  it('leaves a record alone that has moved on since it was looked at', async () => {
    const id = await aPersonOfTwoVersions();
    expect(await restate(id, 'state', 1)).toEqual({ restated: [{ id, version: null }] });
    expect(await newest(id)).toMatchObject({ version: 2 });
  });

  it('leaves a record to people that nobody can read any more', async () => {
    const id = await aPersonOfTwoVersions();
    await rows(`update registry.person set record = 'rusak' where id::text = $1`, [id]);
    expect(await restate(id, 'state', 2)).toEqual({ restated: [{ id, version: null }] });
    await rows(`delete from registry.person where id::text = $1`, [id]);
  });

  it('of a kind of record that is not reconciled is refused by field and rule', async () => {
    const body = await ask('examinations', { entity: 'hantu', records: [{ id: 'x' }] });
    expect(body).toMatchObject({ status: 422, errors: [{ pointer: '/entity', rule: 'code.list' }] });
  });
});

describe('who may ask', () => {
  it('is an operator of the whole province: one regency alone would take those who moved for missing', async () => {
    const ofOneRegency = await source.office('18.09', 'operator-18.09');
    expect((await ofOneRegency.get(`${BASE}/suspects?entity=person&range=0`)).status).toBe(403);
    expect((await operator.get('/v1/reconciliation/sources/banking')).status).toBe(404);
  });
});
