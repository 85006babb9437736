import {
  aPerson,
  exampleNik,
  openSource,
  waitFor,
  type Answer,
  type Office,
  type SourceService,
} from '@satudata/testing';
import { populationRegistry, populationRegistrySchemas } from './population-registry.js';

const PERSONS = '/v1/persons/batches';
const CHUNK = 1_000;
const QUOTA = CHUNK;
/** No window ends by itself while the specs run. */
const WINDOW_S = 3_600;

let source: SourceService;
let next = 0;

beforeAll(async () => {
  source = await openSource(populationRegistry, populationRegistrySchemas, ['person:write', 'batch:read'], {
    INTAKE_BUDGET_RECORDS: String(QUOTA),
    INTAKE_BUDGET_SECONDS: String(WINDOW_S),
  });
});
afterAll(() => source?.close());

const newClient = () => source.office('18.09', `client-${(next += 1)}`);
const newLines = (count: number) =>
  Array.from({ length: count }, () => `${JSON.stringify(aPerson({}, (next += 1)))}\n`).join('');
const put = (office: Office, headers: Record<string, string> = {}, number = (next += 1)) =>
  office.put(`/v1/persons/${exampleNik(number)}`, aPerson({}, number), headers);

/** The windows of all clients are over, and whoever was known to have spent everything comes to another process. */
async function endWindows(): Promise<void> {
  await source.database.query('update intake.budget set ends_at = now()');
  await source.restart();
}

/** What a client reads in the fields of the draft. */
function budgetIn({ headers }: Answer): { quota: number; left: number; reset: number } {
  const [, quota] = /^"records";q=(\d+);qu="records";w=3600$/.exec(headers.get('ratelimit-policy') ?? '') ?? [];
  const [, left, reset] = /^"records";r=(\d+);t=(\d+)$/.exec(headers.get('ratelimit') ?? '') ?? [];
  return { quota: Number(quota), left: Number(left), reset: Number(reset) };
}

describe('the budget of a client', () => {
  it('is told with each answer, in records', async () => {
    const office = await newClient();
    const one = budgetIn(await put(office));
    const many = budgetIn(await office.send(PERSONS, 'told', newLines(20)));
    expect([one.quota, one.left, many.left]).toEqual([QUOTA, QUOTA - 1, QUOTA - 21]);
    expect(one.reset).toBeGreaterThan(0);
    expect(one.reset).toBeLessThanOrEqual(WINDOW_S);
  });

  it('counts what was decided, whatever came of it, and nothing that was only told again', async () => {
    const office = await newClient();
    const number = (next += 1);
    const first = budgetIn(await put(office, { 'idempotency-key': 'once' }, number));
    await put(office, { 'idempotency-key': 'once' }, number);
    await office.send(PERSONS, 'whole', newLines(2));
    const sent = await office.send(PERSONS, 'bad', `{\n${newLines(1)}`);
    expect(sent.body).toMatchObject({ verdicts: { stored: 1, rejected: 1 } });
    expect([first.left, budgetIn(sent).left]).toEqual([QUOTA - 1, QUOTA - 5]);
  });

  it('stops a batch where it is spent, says when to come again, and lets it go on from there', async () => {
    const office = await newClient();
    const lines = newLines(QUOTA + 300);
    const stopped = await office.send(PERSONS, 'large', lines);
    expect(stopped).toMatchObject({ status: 429, body: { type: 'urn:satudata:problem:budget-spent' } });
    expect(stopped.headers.get('retry-after')).toBe(String(budgetIn(stopped).reset));
    expect((await office.get('/v1/batches?key=large')).body).toMatchObject({ batches: [{ committedLines: QUOTA }] });
    expect((await put(office)).status).toBe(429);
    await endWindows();
    const answer = await office.send(PERSONS, 'large', lines);
    expect(answer).toMatchObject({ status: 200, body: { verdicts: { stored: QUOTA + 300 } } });
    expect(budgetIn(answer).left).toBe(QUOTA - 300);
  });

  it('takes nothing from another client', async () => {
    const [spender, other] = [await newClient(), await newClient()];
    await spender.send(PERSONS, 'spent', newLines(QUOTA));
    expect((await put(spender)).status).toBe(429);
    expect(budgetIn(await put(other)).left).toBe(QUOTA - 1);
  });

  it('is one for all processes: one that was started anew knows what is spent', async () => {
    const office = await newClient();
    const before = budgetIn(await office.send(PERSONS, 'before', newLines(100)));
    await source.restart();
    const after = budgetIn(await put(office));
    expect([before.left, after.left]).toEqual([QUOTA - 100, QUOTA - 101]);
    expect(after.reset).toBeLessThanOrEqual(before.reset);
  });

  it('of 40 requests at once is never overdrawn, and what is refused leaves nothing', async () => {
    const office = await newClient();
    await office.send(PERSONS, 'most', newLines(QUOTA - 10));
    const answers = await Promise.all(Array.from({ length: 40 }, () => put(office)));
    const statuses = answers.map(({ status }) => status);
    expect([statuses.filter((status) => status === 200).length, new Set(statuses)]).toEqual([10, new Set([200, 429])]);
  });
});

describe('batches of different clients', () => {
  it('do not wait for each other: one is taken while twenty others hang in the middle', async () => {
    const silent = await Promise.all(
      Array.from({ length: 20 }, async (_, at) => {
        const office = await newClient();
        const sending = office.begin(PERSONS, `silent-${at}`);
        sending.write(newLines(20));
        sending.write('{"nik":"18');
        const found = async () => (await office.get<{ batches: object[] }>('/v1/batches')).body.batches.length === 1;
        await waitFor('the batch to be begun', found, { within: 20_000 });
        return { office, sending };
      }),
    );
    const busy = await newClient();
    const answer = await busy.send(PERSONS, 'busy', newLines(QUOTA));
    expect(answer).toMatchObject({ status: 200, body: { verdicts: { stored: QUOTA } } });
    const states = await Promise.all(silent.map(({ office }) => office.get('/v1/batches')));
    for (const { body } of states) expect(body).toMatchObject({ batches: [{ status: 'running', committedLines: 0 }] });
    for (const { sending } of silent) sending.destroy();
  });

  it('do not wait for a chunk of another that is stuck in the database', async () => {
    const [stuck, busy] = [await newClient(), await newClient()];
    const person = aPerson({}, (next += 1));
    await put(stuck, {}, next);
    const lines = `${JSON.stringify({ ...person, name: 'NAMA BARU' })}\n`;
    const lock = `select from registry.person where nik = '${person.nik}' for update`;
    const waiting = await source.database.whileHeld(lock, async () => {
      const sent = stuck.send(PERSONS, 'stuck', lines);
      expect((await busy.send(PERSONS, 'passing', newLines(QUOTA))).status).toBe(200);
      expect((await stuck.get('/v1/batches?key=stuck')).body).toMatchObject({ batches: [{ status: 'running' }] });
      return { sent };
    });
    expect(await waiting.sent).toMatchObject({ status: 200, body: { verdicts: { stored: 1 } } });
  });
});
