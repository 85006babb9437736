import { randomUUID } from 'node:crypto';
import { topicOf } from '@satudata/contracts';
import { connectKafka, type LogWriter } from '@satudata/event-log';
import { openSource, personalDataIn, testBrokers, waitFor, type Office, type SourceService } from '@satudata/testing';
import { createLocalJWKSet, jwtVerify, type JSONWebKeySet } from 'jose';
import { consolidation } from '../consolidation.js';
import { schemas } from '../schemas.js';
import { messageOf } from '../told/told-log.js';
import { aPerson } from '../told/told-records.js';

const PERSON = topicOf('population-registry', 'person');
const BATCH = topicOf('population-registry', 'intake-batch');
const CLIENT = 'disdukcapil-18.09';
const DIGEST = 'a'.repeat(64);

let service: SourceService;
let writer: LogWriter;
let office: Office;

beforeAll(async () => {
  service = await openSource(consolidation, schemas, ['batch:read']);
  office = await service.office('18.09');
  writer = connectKafka({ brokers: testBrokers(), clientId: 'batch-arrivals-spec' }).writer();
  await writer.connect();
}, 60_000);

afterAll(async () => {
  await writer?.close();
  await service?.close();
}, 60_000);

const addressOf = (batch: string) => `/v1/batch-arrivals/population-registry/${batch}/receipt`;
const tellPerson = (batch: string) => {
  const id = `spec-${randomUUID()}`;
  return writer.append(PERSON, [messageOf(PERSON, { id, version: 1, record: aPerson(id), batch })]);
};
const tellFinished = (batch: string, events: number) => {
  const verdicts = { stored: events, unchanged: 1, stale: 0, rejected: 0 };
  const record = { id: batch, client: CLIENT, entity: 'person', lines: events + 1, verdicts, events, digest: DIGEST };
  return writer.append(BATCH, [
    messageOf(BATCH, { id: batch, version: 1, change: 'intake-batch.finished', record: { ...record, ...WHEN } }),
  ]);
};
const WHEN = { startedAt: '2026-03-01T01:00:00.000Z', endedAt: '2026-03-01T02:00:00.000Z', status: 'finished' };
const statusOf = async (batch: string, by = office) => (await by.text(addressOf(batch))).status;
const becomes = (status: number, batch: string) =>
  waitFor(`the arrival to be ${status}`, async () => (await statusOf(batch)) === status, { within: 90_000 });

describe('the arrival of a batch in the store', () => {
  it('is unknown, then on its way, and signed once every event is here', async () => {
    const batch = randomUUID();
    expect(await statusOf(batch)).toBe(404);
    await tellPerson(batch);
    await tellFinished(batch, 2);
    await becomes(409, batch);
    const onItsWay = await office.get(addressOf(batch));
    expect(onItsWay.body).toMatchObject({ type: 'urn:satudata:problem:not-arrived' });
    expect(onItsWay.headers.get('retry-after')).toBe('2');
    await tellPerson(batch);
    await becomes(200, batch);
    const { text } = await office.text(addressOf(batch));
    const keys = (await (await fetch(`${office.url}/.well-known/jwks.json`)).json()) as JSONWebKeySet;
    const options = { issuer: 'urn:satudata:consolidation', typ: 'batch-arrival+jwt' };
    const { payload } = await jwtVerify(text, createLocalJWKSet(keys), options);
    expect(payload).toEqual({
      iss: 'urn:satudata:consolidation',
      iat: expect.any(Number),
      sub: batch,
      source: 'urn:satudata:population-registry',
      client: CLIENT,
      entity: 'person',
      lines: 3,
      verdicts: { stored: 2, unchanged: 1, stale: 0, rejected: 0 },
      events: 2,
      digest: DIGEST,
      arrivedAt: expect.stringMatching(/^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/),
    });
    expect(personalDataIn(JSON.stringify(payload))).toEqual([]);
  }, 240_000);

  it('is only for the client whose batch it is', async () => {
    const batch = randomUUID();
    await tellFinished(batch, 0);
    await becomes(200, batch);
    expect(await statusOf(batch, await service.office('18.09', 'another-client'))).toBe(404);
    expect((await fetch(office.url + addressOf(batch))).status).toBe(401);
  }, 120_000);
});
