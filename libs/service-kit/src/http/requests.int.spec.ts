import { once } from 'node:events';
import { connect } from 'node:net';
import { gzipSync } from 'node:zlib';
import { openNotebook, type OpenNotebook } from '@satudata/testing';

let notebook: OpenNotebook;
let authorization: string;

beforeAll(async () => {
  notebook = await openNotebook();
  authorization = `Bearer ${await notebook.token('18')}`;
});
afterAll(() => notebook?.close());

const BUDI = { nik: '1801010101900001', name: 'BUDI SANTOSO', region: '18.01' };
const JSON_TYPE = { 'content-type': 'application/json' };

interface ProblemBody {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail?: string;
  readonly words: { id: string; en: string };
  readonly errors?: { pointer?: string; parameter?: string; rule: string; id: string; en: string }[];
  readonly traceId: string;
}

async function send(method: string, path: string, body?: string | Uint8Array, headers: Record<string, string> = {}) {
  const response = await fetch(`${notebook.service.url}${path}`, {
    method,
    ...(body !== undefined && { body: body as string }),
    headers: { authorization, purpose: 'public-service', ...headers },
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, problem: problemOf(text) };
}

function problemOf(text: string): ProblemBody {
  return (text === '' ? {} : JSON.parse(text)) as ProblemBody;
}

const post = (body: string | Uint8Array, headers: Record<string, string> = JSON_TYPE) =>
  send('POST', '/v1/notes', body, headers);

const stored = () => notebook.database.query('select from notebook.note');

describe('an address', () => {
  it.each(['/', '/v1', '/v1/note', '/v1/notes/1/2', '/health', '/metrics/x', '/%2e%2e/etc/passwd'])(
    'that leads nowhere is not found: %s',
    async (path) => {
      const { status, problem } = await send('GET', path);
      expect([status, problem.type]).toEqual([404, 'urn:satudata:problem:not-found']);
    },
  );

  it.each([
    ['DELETE', '/v1/notes', 'GET, HEAD, POST'],
    ['PATCH', '/v1/notes/1', 'GET, HEAD, PUT'],
    ['POST', '/health/live', 'GET, HEAD'],
    ['PUT', '/v1/uploads', 'POST'],
    ['GET', '/v1/uploads', 'POST'],
  ])('does not take %s %s and names the verbs it takes', async (method, path, allow) => {
    const { status, headers, problem } = await send(method, path);
    expect([status, headers.get('allow'), problem.type]).toEqual([
      405,
      allow,
      'urn:satudata:problem:method-not-allowed',
    ]);
  });

  it.each(['/v1/notes/%', '/v1/notes/%E0%A4%A', '/v1/notes/%00', '/v1/notes/a%00b', '/v1/notes/%ff'])(
    'that no record can have is not found: %s',
    async (path) => {
      const { status, problem } = await send('GET', path);
      expect([status, problem.type]).toEqual([404, 'urn:satudata:problem:not-found']);
    },
  );
});

describe('a body', () => {
  afterEach(() => notebook.database.query('delete from notebook.note'));

  it('that is right is stored', async () => {
    expect((await post(JSON.stringify(BUDI))).status).toBe(201);
    expect(await stored()).toHaveLength(1);
  });

  it('may name UTF-8 as its charset and come as gzip', async () => {
    const headers = { 'content-type': 'application/json; charset=utf-8', 'content-encoding': 'gzip' };
    expect((await post(gzipSync(JSON.stringify(BUDI)), headers)).status).toBe(201);
  });

  it.each([
    ['a form', 'application/x-www-form-urlencoded', 'nik=1'],
    ['XML', 'application/xml', '<nik/>'],
    ['plain text', 'text/plain', '{}'],
    ['something like JSON', 'application/json-patch+json', '{}'],
    ['a name in one word', 'json', '{}'],
    ['lines of JSON where one record is asked', 'application/x-ndjson', '{}\n'],
    ['nothing said', '', '{}'],
  ])('sent as %s is an unsupported media type, and the answer names the right one', async (_what, type, body) => {
    const { status, headers, problem } = await post(
      new TextEncoder().encode(body),
      type ? { 'content-type': type } : {},
    );
    expect([status, headers.get('accept'), problem.detail]).toEqual([
      415,
      'application/json',
      'Kirim sebagai application/json.',
    ]);
  });

  it.each([
    ['another charset', { 'content-type': 'application/json; charset=latin1' }],
    ['another compression', { ...JSON_TYPE, 'content-encoding': 'zstd' }],
  ])('in %s is an unsupported media type', async (_what, headers) => {
    expect((await post(JSON.stringify(BUDI), headers)).status).toBe(415);
  });

  it.each([
    ['of 10 MB', () => post(JSON.stringify({ ...BUDI, name: 'x'.repeat(10_000_000) }))],
    [
      'that a gzip of 10 kB swells to',
      () => post(gzipSync(' '.repeat(10_000_000)), { ...JSON_TYPE, 'content-encoding': 'gzip' }),
    ],
  ])('%s is too large', async (_what, request) => {
    const { status, problem } = await request();
    expect([status, problem.type, problem.detail]).toEqual([
      413,
      'urn:satudata:problem:too-large',
      'Batasnya 256kb untuk satu data.',
    ]);
  });

  it.each([
    ['half a record', '{"nik":'],
    ['two records', '{}{}'],
    ['a word', 'budi'],
    ['a name in single quotes', "{'name':'BUDI'}"],
    ['5,000 open brackets', '['.repeat(5_000)],
    ['a number with two points', '{"nik":1.2.3}'],
  ])('that is %s is malformed', async (_what, body) => {
    const { status, problem } = await post(body);
    expect([status, problem.type]).toEqual([400, 'urn:satudata:problem:malformed-json']);
  });

  it.each([
    ['a lone continuation byte', [0x80]],
    ['half a letter', [0xc3]],
    ['a surrogate', [0xed, 0xa0, 0x80]],
    ['a slash in two bytes', [0xc0, 0xaf]],
  ])('with %s is no UTF-8', async (_what, bytes) => {
    const body = Buffer.concat([Buffer.from('{"name":"'), Buffer.from(bytes), Buffer.from('"}')]);
    const { status, problem } = await post(body);
    expect([status, problem.type]).toEqual([400, 'urn:satudata:problem:malformed-text']);
  });

  it.each([
    ['broken', (gzip: Buffer) => gzip.fill(0, 10, 20)],
    ['cut short', (gzip: Buffer) => gzip.subarray(0, gzip.length - 8)],
    ['plain text in fact', () => Buffer.from(JSON.stringify(BUDI))],
  ])('whose gzip is %s is a malformed encoding', async (_what, damage) => {
    const body = damage(gzipSync(JSON.stringify(BUDI)));
    const { status, problem } = await post(body, { ...JSON_TYPE, 'content-encoding': 'gzip' });
    expect([status, problem.type]).toEqual([400, 'urn:satudata:problem:malformed-encoding']);
    expect(await stored()).toEqual([]);
  });

  it('that breaks rules is told every field and rule in both languages, and stores nothing', async () => {
    const { status, problem } = await post(JSON.stringify({ nik: '180101010190000', name: 'B0DI', age: 3 }));
    expect([status, problem.type]).toEqual([422, 'urn:satudata:problem:invalid-record']);
    expect(problem.errors?.map(({ pointer, rule }) => `${pointer} ${rule}`).sort()).toEqual([
      '/age field.unknown',
      '/name name.letters',
      '/nik nik.digits',
      '/region required',
    ]);
    for (const { id, en } of problem.errors ?? []) expect([typeof id, typeof en]).toEqual(['string', 'string']);
    expect(await stored()).toEqual([]);
  });

  it.each([
    ['__proto__', '{"__proto__":{"nik":"1801010101900001"}}'],
    ['constructor', '{"constructor":{"prototype":{}}}'],
    ['toString', '{"toString":"x"}'],
  ])('with the member %s is refused by name', async (member, body) => {
    const { status, problem } = await post(body);
    expect([status, problem.errors?.map(({ pointer, rule }) => [pointer, rule])]).toEqual([
      422,
      [[`/${member}`, 'field.unknown']],
    ]);
  });

  it.each(['null', '[]', '"x"', '1', 'true'])('that is %j is no record', async (body) => {
    const { status, problem } = await post(body);
    expect([status, problem.errors?.[0]?.rule]).toEqual([422, 'type.object']);
  });

  it('that is empty lacks every field', async () => {
    const { status, problem } = await post('');
    expect([status, problem.errors?.map(({ rule }) => rule)]).toEqual([422, ['required', 'required', 'required']]);
  });

  it('nested 1,000 deep is refused, and nothing breaks', async () => {
    const { status } = await post(`{"name":${'{"a":'.repeat(1_000)}1${'}'.repeat(1_001)}`);
    expect(status).toBe(422);
  });

  it('with a lone surrogate or a NUL is refused with the rule', async () => {
    const { status, problem } = await post('{"nik":"1801010101900001","name":"BUDI","region":"\\ud800\\u0000"}');
    expect([status, problem.errors?.[0]?.rule]).toEqual([422, 'text.clean']);
  });

  it('of a streamed address has no limit and is read by its handler', async () => {
    const body = '{"nik":"1801010101900001"}\n'.repeat(50_000);
    const response = await fetch(`${notebook.service.url}/v1/uploads`, {
      method: 'POST',
      body,
      headers: { authorization, 'content-type': 'application/x-ndjson' },
    });
    expect(await response.json()).toEqual({ bytes: body.length });
  });
});

describe('a query', () => {
  it.each([
    ['/v1/notes?nama=BUDI', 'nama'],
    ['/v1/notes/1801010101900001?fields=name', 'fields'],
    ['/health/live?x=1', 'x'],
    ['/v1/slow?verbose', 'verbose'],
    ['/v1/notes?name[x]=BUDI', 'name[x]'],
    ['/v1/notes?__proto__=1', '__proto__'],
  ])('with an unknown parameter is refused: %s', async (path, parameter) => {
    const { status, problem } = await send('GET', path);
    expect([status, problem.type]).toEqual([400, 'urn:satudata:problem:invalid-query']);
    expect(problem.errors?.map((error) => [error.parameter, error.rule])).toEqual([[parameter, 'field.unknown']]);
  });

  it.each([
    ['a parameter twice', 'name=A&name=B', 'type.text'],
    ['a parameter without a value', 'name=', 'text.length'],
    ['a NUL', 'name=%00', 'text.clean'],
  ])('with %s is refused with the rule', async (_what, query, rule) => {
    const { status, problem } = await send('GET', `/v1/notes?${query}`);
    expect([status, problem.errors?.map((error) => [error.parameter, error.rule])]).toEqual([400, [['name', rule]]]);
  });

  it('that is right is answered', async () => {
    expect((await send('GET', '/v1/notes?name=BUDI')).status).toBe(200);
  });
});

describe('a problem', () => {
  it('speaks Indonesian unless English is preferred, and holds both', async () => {
    const indonesian = await send('GET', '/nowhere');
    expect(indonesian.headers.get('content-language')).toBe('id');
    expect(indonesian.headers.get('content-type')).toMatch(/^application\/problem\+json/);
    expect(indonesian.problem).toMatchObject({ title: 'Alamat atau data tidak ditemukan.', status: 404 });
    const english = await send('GET', '/nowhere', undefined, { 'accept-language': 'en-GB,en;q=0.9,id;q=0.1' });
    expect(english.problem).toMatchObject({ title: english.problem.words.en, words: indonesian.problem.words });
    expect(english.headers.get('content-language')).toBe('en');
  });

  it.each(['fr', '*', 'id-ID, en;q=0.5', 'x;q=broken'])('speaks Indonesian to "%s"', async (language) => {
    expect(
      (await send('GET', '/nowhere', undefined, { 'accept-language': language })).headers.get('content-language'),
    ).toBe('id');
  });

  it('carries the trace of the request, so that it can be found again', async () => {
    const traceId = '0af7651916cd43dd8448eb211c80319c';
    const traceparent = `00-${traceId}-b7ad6b7169203331-01`;
    expect((await send('GET', '/nowhere', undefined, { traceparent })).problem.traceId).toBe(traceId);
    const other = await send('GET', '/nowhere', undefined, { traceparent: 'nonsense' });
    expect(other.problem.traceId).toMatch(/^[0-9a-f]{32}$/);
  });

  it('of a database that is away says when to come back; the service lives on', async () => {
    await notebook.database.whileAway(async () => {
      const { status, headers, problem } = await send('GET', '/v1/notes');
      expect([status, headers.get('retry-after'), problem.type]).toEqual([
        503,
        '2',
        'urn:satudata:problem:unavailable',
      ]);
      const ready = await send('GET', '/health/ready');
      expect([ready.status, (ready.problem as unknown as { failing: string[] }).failing]).toEqual([503, ['database']]);
      expect((await send('GET', '/health/live')).status).toBe(200);
    });
    expect((await send('GET', '/v1/notes')).status).toBe(200);
    expect((await send('GET', '/health/ready')).status).toBe(200);
  });
});

describe('what is not even HTTP', () => {
  it.each([
    ['headers without end', `GET /v1/notes HTTP/1.1\r\nhost: x\r\nx: ${'y'.repeat(40_000)}\r\n\r\n`, 431],
    ['no request at all', 'HELLO\r\n\r\n', 400],
    ['two lengths', 'POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\nab', 400],
  ])('is answered as a problem too: %s', async (_what, bytes, status) => {
    const answer = await raw(bytes);
    expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    expect(answer.toLowerCase()).toContain('content-type: application/problem+json');
    expect(JSON.parse(answer.split('\r\n\r\n')[1] ?? '')).toMatchObject({ status });
  });
});

async function raw(bytes: string): Promise<string> {
  const { hostname, port } = new URL(notebook.service.url);
  const socket = connect(Number(port), hostname);
  const chunks: Buffer[] = [];
  socket.on('data', (chunk: Buffer) => chunks.push(chunk));
  socket.write(bytes);
  await once(socket, 'close');
  return Buffer.concat(chunks).toString();
}
