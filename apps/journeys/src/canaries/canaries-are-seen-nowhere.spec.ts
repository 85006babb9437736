import { randomUUID } from 'node:crypto';
import { topicOf } from '@satudata/contracts';
import { connectKafka, encodeHeaders } from '@satudata/event-log';
import { developmentClient, waitFor, type Office } from '@satudata/testing';
import { as } from '../offices/as.js';
import { knock, type Knock } from '../offices/knock.js';
import { ndjson } from '../offices/send.js';
import { askDatabase } from '../platform/ask-database.js';
import { runningPlatform, urlOf } from '../platform/running-platform.js';
import { VILLAGE_OF } from '../regions/village-of-each-office.js';
import { CANARIES, canary, canaryNik, canariesIn, FORMS } from './canary.js';
import { keysAndHeaders, logs, metrics, tablesWithoutPersons } from './sinks.js';

const PERSON = topicOf('population-registry', 'person');
const LINES = 10_000;
const AT_ONCE = 20;
/** Everything that a sender was told when it was refused. */
const errors: string[] = [];
let office: Office;

/** Bytes as they came: what is refused may be no JSON. */
async function refuse(
  path: string,
  request: Omit<Knock, 'method'> & { method?: string },
  service?: string,
): Promise<void> {
  const answer = await knock(urlOf(service ?? 'population-registry') + path, { method: 'PUT', ...request });
  expect(answer.status).toBeGreaterThanOrEqual(400);
  errors.push(JSON.stringify([answer.body, [...answer.headers]]));
}

const SINKS: readonly (readonly [string, () => Promise<string> | string])[] = [
  ['logs', logs],
  ['metrics', metrics],
  ['errors', () => errors.join('\n')],
  ['keys and headers', keysAndHeaders],
  ['tables without persons', tablesWithoutPersons],
];

beforeAll(async () => {
  office = await as('disdukcapil-18.09');
});

describe('The scanner finds a canary that was put into', () => {
  it.each(SINKS)('the %s, in every form', async (_sink, read) => {
    const text = await read();
    for (const [form, write] of Object.entries(FORMS)) {
      for (const value of [canaryNik(7), canary(7).name, canary(7).motherName]) {
        expect([form, canariesIn(`${text} "${write(value)}" `)]).not.toEqual([form, []]);
      }
    }
  });
});

describe('200 canaries go', () => {
  const everyone = Array.from({ length: CANARIES }, (_, index) => canary(index));
  const json = { 'content-type': 'application/json' };

  it('through a batch with mistakes among them, and one by one', async () => {
    const wrong = everyone.slice(0, 50).map((person) => ({ ...person, birthDate: person.name }));
    const cut = JSON.stringify(everyone[0]).slice(0, -40);
    const body = `${ndjson([...everyone, ...wrong])}${cut}`;
    const sent = await office.send('/v1/persons/batches', randomUUID(), body);
    expect(sent.body['verdicts']).toMatchObject({ rejected: wrong.length + 1 });
    errors.push((await office.text(`/v1/batches/${String(sent.body['id'])}/verdicts?outcome=rejected`)).text);
    for (const person of everyone.slice(0, 20)) {
      const answer = await office.put(`/v1/persons/${person.nik}`, { ...person, education: '6' });
      expect(answer.status).toBe(200);
    }
  });

  it('through every way of being refused', async () => {
    const bearer = await developmentClient(runningPlatform(), 'disdukcapil-18.09', 'population-registry')();
    const neighbour = await as('disdukcapil-18.10');
    for (const person of everyone) {
      const path = `/v1/persons/${person.nik}`;
      const right = JSON.stringify(person);
      const theirs = { ...person.residence, address: { ...person.residence.address, village: VILLAGE_OF['18.10'] } };
      const taken = await neighbour.put(path, { ...person, residence: theirs });
      expect(taken.status).toBe(409);
      errors.push(JSON.stringify(taken.body));
      const refusals: [string, Omit<Knock, 'method'> & { method?: string }][] = [
        [path, { token: bearer, headers: json, body: JSON.stringify({ ...person, sex: person.name }) }],
        [path, { token: bearer, headers: json, body: right.slice(0, -9) }],
        [path, { token: bearer, headers: { 'content-type': 'text/plain' }, body: right }],
        [path, { token: bearer, headers: { ...json, 'if-match': person.nik }, body: right }],
        [path, { token: person.nik, headers: json, body: right }],
        [`${path}?nik=${person.nik}`, { token: bearer, headers: json, body: right }],
        [path, { method: 'GET', token: bearer, headers: { purpose: person.name } }],
        [`/v1/${person.nik}`, { method: 'GET', token: bearer }],
      ];
      for (const [to, request] of refusals) await refuse(to, request);
    }
  }, 120_000);

  it('through an event that the store cannot apply', async () => {
    const [held] = await askDatabase<{ id: string; version: string; record: string }>(
      'population-registry',
      'select id, version, record from registry.person where nik = $1',
      [canaryNik(0)],
    );
    if (!held) throw new Error('the first canary is not registered');
    await sayWrongly(held.id, Number(held.version) + 1, { ...JSON.parse(held.record), status: canary(0).name });
    const operator = await as('operator', 'consolidation');
    const parked = await waitFor(
      'the event to be parked',
      async () => {
        const { body } = await operator.get<{ sequences: { key: string; firstOffset: string }[] }>('/v1/parked');
        errors.push(JSON.stringify(body));
        return body.sequences.find(({ key }) => key === held.id);
      },
      { within: 30_000 },
    );
    const named = { topic: PERSON, key: held.id };
    errors.push(JSON.stringify((await operator.post('/v1/parked/retry', named)).body));
    const discarded = { ...named, offset: parked.firstOffset, reason: 'a canary of the journeys' };
    expect(await operator.post('/v1/parked/discard', discarded)).toMatchObject({ status: 200 });
    // What the registry itself says next is again the truth about this person.
    await office.put(`/v1/persons/${canaryNik(0)}`, canary(0, { education: '7' }));
  }, 60_000);

  async function sayWrongly(id: string, version: number, record: object): Promise<void> {
    const writer = connectKafka({ brokers: runningPlatform().kafka.brokers, clientId: 'canaries' }).writer();
    await writer.connect();
    const at = new Date().toISOString();
    const facts = { id: randomUUID(), source: 'population-registry', entity: 'person', subject: id, version } as const;
    const headers = encodeHeaders({
      ...facts,
      changeType: 'person.recorded',
      recordedAt: at,
      tx: '1',
      part: 1,
      parts: 1,
    });
    const value = Buffer.from(JSON.stringify({ version, change: { type: 'person.recorded', at }, record }));
    await writer.append(PERSON, [{ key: id, value, headers: { ...headers } }]);
    await writer.close();
  }

  it(`through reads of each, until the logs have ${LINES} lines`, async () => {
    const linesLogged = () => logs().split('\n').length;
    for (let reads = 0; linesLogged() < LINES; reads += 1) {
      for (let start = 0; start < CANARIES; start += AT_ONCE) {
        const group = everyone.slice(start, start + AT_ONCE);
        const purpose = { purpose: 'civil-registration' };
        const answers = await Promise.all(group.map(({ nik }) => office.get(`/v1/persons/${nik}`, purpose)));
        expect(answers.map(({ status }) => status)).toEqual(group.map(() => 200));
      }
      expect(reads).toBeLessThan(100);
    }
  }, 120_000);
});

it.each(SINKS)('Afterwards no canary is in the %s', async (_sink, read) => {
  const text = await read();
  expect(text.length).toBeGreaterThan(100);
  expect(canariesIn(text)).toEqual([]);
});
