import { openNotebook, waitFor, type OpenNotebook } from '@satudata/testing';

let notebook: OpenNotebook;
let authorization: string;

beforeAll(async () => {
  notebook = await openNotebook();
  authorization = `Bearer ${await notebook.token('18')}`;
});
afterAll(() => notebook?.close());

const BUDI = { nik: '1801010101900001', name: 'BUDI SANTOSO', region: '18.01' };

const send = (method: string, path: string, body: string, headers: Record<string, string> = {}) =>
  fetch(`${notebook.service.url}${path}`, {
    method,
    body,
    headers: { authorization, 'content-type': 'application/json', ...headers },
  });

interface LogLine {
  readonly msg: string;
  readonly route?: string;
  readonly status?: number;
  readonly traceId?: string;
  readonly err?: Record<string, unknown>;
}

const lines = () =>
  notebook.service
    .logged()
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as LogLine);

/** A response may be read before its line is written. */
const lineOf = (what: string, fits: (line: LogLine) => boolean) =>
  waitFor(what, () => lines().find(fits), { within: 5_000 });

describe('the log', () => {
  it('tells of a broken unique key the code, the constraint and the table', async () => {
    expect((await send('POST', '/v1/notes', JSON.stringify(BUDI))).status).toBe(201);
    expect((await send('POST', '/v1/notes', JSON.stringify(BUDI))).status).toBe(500);
    const { err } = await lineOf('the line of the broken key', ({ err }) => err?.['code'] === '23505');
    expect(err).toEqual({ kind: 'error', code: '23505', constraint: 'note_pkey', table: 'note', schema: 'notebook' });
  });

  it('tells of a rule that broke where it broke', async () => {
    expect((await send('PUT', `/v1/notes/${BUDI.nik}`, JSON.stringify(BUDI))).status).toBe(500);
    const { err } = await lineOf('the line of the broken rule', ({ err }) => err?.['kind'] === 'Error');
    expect((err?.['at'] as string[])[0]).toMatch(/NotesController.rename .*notes.controller/);
  });

  it('tells of every request once: verb, pattern, status, time and trace', async () => {
    const traceId = '11111111111111111111111111111111';
    const traceparent = `00-${traceId}-b7ad6b7169203331-01`;
    expect((await send('PUT', `/v1/notes/${BUDI.nik}`, '{}', { traceparent })).status).toBe(422);
    const line = await lineOf('the line of the request', (line) => line.traceId === traceId);
    expect(line).toMatchObject({ method: 'PUT', route: '/v1/notes/:nik', status: 422, msg: 'request completed' });
    expect(lines().filter((line) => line.traceId === traceId)).toHaveLength(1);
    const raw =
      notebook.service
        .logged()
        .split('\n')
        .find((text) => text.includes(traceId)) ?? '';
    expect(raw.match(/"route":/g)).toHaveLength(1);
  });

  it('has no line for health and metrics, which are asked every few seconds', async () => {
    await fetch(`${notebook.service.url}/health/live`);
    await fetch(`${notebook.service.url}/metrics`);
    expect(lines().filter(({ route }) => route?.match(/health|metrics/))).toEqual([]);
  });

  it.each<[string, string, string, string]>([
    ['a record that breaks rules', 'POST', '/v1/notes', JSON.stringify({ ...BUDI, nik: `${BUDI.nik}9` })],
    ['a body that is no JSON', 'POST', '/v1/notes', `BUDI SANTOSO ${BUDI.nik}`],
    ['an address that is unknown', 'POST', `/v1/residents/${BUDI.nik}`, JSON.stringify(BUDI)],
    ['a parameter that is unknown', 'PUT', `/v1/notes/${BUDI.nik}?name=BUDI%20SANTOSO`, JSON.stringify(BUDI)],
    ['another region', 'POST', '/v1/notes', JSON.stringify({ ...BUDI, region: '19.01' })],
  ])('holds no NIK and no name after %s', async (_what, method, path, body) => {
    const before = lines().length;
    await send(method, path, body, { authorization: `Bearer ${await notebook.token('18.01')}` });
    await waitFor('a line for the request', () => lines().length > before, { within: 5_000 });
    expect(notebook.service.logged()).not.toContain(BUDI.nik);
    expect(notebook.service.logged()).not.toMatch(/BUDI|SANTOSO/i);
  });

  it('holds no token', () => {
    expect(notebook.service.logged()).not.toContain('eyJ');
  });
});

describe('the metrics', () => {
  it('count requests by pattern, and hold no NIK', async () => {
    const text = await (await fetch(`${notebook.service.url}/metrics`)).text();
    expect(text).toContain('satudata_http_request_seconds_count{method="PUT",route="/v1/notes/:nik",status="422"}');
    expect(text).not.toContain(BUDI.nik);
  });
});
