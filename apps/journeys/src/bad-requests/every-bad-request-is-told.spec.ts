import { randomUUID } from 'node:crypto';
import { developmentClient, personalDataIn, type Answer } from '@satudata/testing';
import { expectProblem } from '../bad-input/expect-problem.js';
import { MARKS } from '../bad-input/marked-person.js';
import { knock } from '../offices/knock.js';
import { askDatabase } from '../platform/ask-database.js';
import { runningPlatform, urlOf } from '../platform/running-platform.js';
import { bodyOf, readCorpus, type BadRequest } from './bad-request.js';
import { rightRequest } from './right-requests.js';

/** Each file of the corpus with the service it is for, and the client that may do there what is asked. */
const FILES = [
  ['person-fields', 'population-registry', 'disdukcapil-18.09'],
  ['family-card-fields', 'population-registry', 'disdukcapil-18.09'],
  ['vital-events', 'population-registry', 'disdukcapil-18.09'],
  ['moves', 'population-registry', 'disdukcapil-18.09'],
  ['verifications', 'population-registry', 'disdukcapil-18.09'],
  ['transport', 'population-registry', 'disdukcapil-18.09'],
  ['grants', 'identity', 'administrator'],
  ['signing-keys', 'identity', 'operator'],
  ['operations', 'consolidation', 'operator'],
  ['observations', 'planner-api', 'planner-province'],
] as const;

const MOST_PER_RULE = 5;
const WITH_BODY = /^(PUT|POST|PATCH)/;

async function send(bad: BadRequest, service: string, token: string, language: string): Promise<Answer> {
  const { path, body } = rightRequest(bad.ask);
  const method = bad.ask.split(' ')[0] ?? '';
  const key = bad.ask.endsWith('/batches') && WITH_BODY.test(method) && !bad.keyless;
  return knock(urlOf(service) + (bad.at ?? path) + (bad.query ?? ''), {
    method,
    ...(!bad.anonymous && { token }),
    headers: {
      'accept-language': language,
      ...(WITH_BODY.test(method) && { 'content-type': 'application/json' }),
      ...(key && { 'idempotency-key': randomUUID() }),
      ...bad.headers,
    },
    ...(WITH_BODY.test(method) && { body: bodyOf(bad, body ?? {}) }),
  });
}

function expectTold(answer: Answer, { status, type, rule, where }: BadRequest): void {
  expectProblem(answer, { status, type });
  if (where === undefined) return;
  const isPointer = where === '' || where.startsWith('/');
  const told = { ...(isPointer ? { pointer: where } : { parameter: where }), ...(rule !== undefined && { rule }) };
  const words = { id: expect.stringMatching(/\w+ \w+/) as string, en: expect.stringMatching(/\w+ \w+/) as string };
  expect(answer.body['errors']).toContainEqual(expect.objectContaining({ ...told, ...words }));
}

/** What a request that is refused must leave as it is. */
async function held(): Promise<unknown> {
  const count = async (service: string, tables: string[]) => {
    const counts = tables.map((table) => `(select count(*) from ${table}) as "${table}"`);
    return askDatabase(service, `select ${counts.join(', ')}`);
  };
  return [
    await count('population-registry', [
      'registry.person',
      'registry.family_card',
      'registry.vital_event',
      'registry.move',
      'intake.answer',
      'intake.finding',
    ]),
    await askDatabase('population-registry', `select max(seq) from outbox.change where entity not in ('clock')`),
    await count('identity', [
      'identity.grant',
      'identity.grant_end',
      'identity.client_revocation',
      'identity.signing_key',
      'identity.signing_key_withdrawal',
    ]),
    await count('consolidation', ['reconciliation.report', 'rebuild.run', 'inbox.discarded', 'inbox.parked']),
  ];
}

let before: unknown;
beforeAll(async () => {
  before = await held();
});

describe('The corpus of bad requests', () => {
  const all = FILES.flatMap(([file]) => readCorpus(file));

  it('has more than 300, each with its reason, and at most five of one rule at one route', () => {
    expect(all.length).toBeGreaterThanOrEqual(300);
    expect(all.filter(({ why }) => why.length < 3)).toEqual([]);
    const alike = new Map<string, number>();
    for (const { ask, type, rule, where } of all) {
      const name = [ask, type, rule ?? where ?? ''].join(' ');
      alike.set(name, (alike.get(name) ?? 0) + 1);
    }
    expect([...alike].filter(([, number]) => number > MOST_PER_RULE)).toEqual([]);
  });
});

describe.each(FILES)(
  'Refused with its rule, in both languages, and without personal data: %s',
  (file, service, client) => {
    const token = developmentClientOf(client, service);

    it.each(readCorpus(file))('$ask: $why', async (bad) => {
      const titles = new Set<unknown>();
      for (const language of ['id', 'en']) {
        const answer = await send(bad, service, await token(), language);
        expectTold(answer, bad);
        expect(answer.headers.get('content-language')).toBe(language);
        titles.add(answer.body['title']);
        const told = JSON.stringify([answer.body, [...answer.headers]]);
        expect([MARKS.test(told), personalDataIn(told)]).toEqual([false, []]);
      }
      expect(titles.size).toBe(2);
    });
  },
);

/** Not before a test asks: the platform is looked up when it runs. */
function developmentClientOf(client: string, service: string): () => Promise<string> {
  let source: (() => Promise<string>) | undefined;
  return () => (source ??= developmentClient(runningPlatform(), client, service))();
}

it('Afterwards nothing was kept of any of them', async () => {
  expect(await held()).toEqual(before);
});
