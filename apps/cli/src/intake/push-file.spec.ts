import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import type { Batch } from './batch.js';
import { pushFile } from './push-file.js';
import type { PushPlan } from './push-file.js';

const FINISHED: Batch = {
  id: 'b1',
  status: 'finished',
  lines: 2,
  committedLines: 2,
  verdicts: { stored: 2, unchanged: 0, stale: 0, rejected: 0 },
};
const CONTENT = '{"nik":"1"}\n{"nik":"2"}\n';

type Answering = (request: IncomingMessage, response: ServerResponse) => void;

const folder = mkdtempSync(join(tmpdir(), 'satudata-push-'));
const file = join(folder, 'persons.ndjson');
let server: Server;
/** What the service does with each POST, in turn. */
let script: Answering[];
let posts: { headers: IncomingMessage['headers']; url: string }[];
let progress: number[];

beforeAll(() => writeFileSync(file, CONTENT));
afterAll(() => rmSync(folder, { recursive: true }));

beforeEach(async () => {
  posts = [];
  progress = [];
  server = createServer((request, response) => {
    if (request.method === 'GET')
      return response.end(JSON.stringify({ batches: [{ ...FINISHED, committedLines: 1 }] }));
    posts.push({ headers: request.headers, url: request.url ?? '' });
    return script.shift()?.(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

const finish: Answering = (request, response) => {
  void text(request).then(() => response.end(JSON.stringify(FINISHED)));
};
const breakOff: Answering = (request) => void request.once('data', () => request.destroy());
const refuse =
  (status: number, body: object): Answering =>
  (request, response) => {
    void text(request).then(() => response.writeHead(status).end(JSON.stringify(body)));
  };

const plan = (): PushPlan => ({
  url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
  entities: 'persons',
  file,
  headers: { 'content-type': 'application/x-ndjson' },
  idempotencyKey: 'the key',
  token: () => Promise.resolve('a token'),
  onProgress: (lines) => progress.push(lines),
});

describe('A pushed file', () => {
  it('arrives as one NDJSON body under its key and the token of its client', async () => {
    let body = '';
    script = [
      (request, response) => {
        void text(request).then((sent) => {
          body = sent;
          response.end(JSON.stringify(FINISHED));
        });
      },
    ];
    await expect(pushFile(plan())).resolves.toEqual(FINISHED);
    expect(body).toBe(CONTENT);
    expect(posts[0]).toMatchObject({
      url: '/v1/persons/batches',
      headers: {
        authorization: 'Bearer a token',
        'content-type': 'application/x-ndjson',
        'idempotency-key': 'the key',
      },
    });
  });

  it('ends its progress with every line committed', async () => {
    script = [finish];
    await pushFile(plan());
    expect(progress.at(-1)).toBe(2);
  });

  it.each([
    ['the connection breaks off', breakOff],
    ['the batch is still held by a lost sender', refuse(409, {})],
    ['the database behind the service is away', refuse(503, {})],
  ])('is sent again under the same key when %s', async (_, trouble) => {
    script = [trouble, finish];
    await expect(pushFile(plan())).resolves.toEqual(FINISHED);
    expect(posts.map(({ headers }) => headers['idempotency-key'])).toEqual(['the key', 'the key']);
  });

  it('is sent again when it is told to, not before, and the wait is passed on', async () => {
    let told = 0;
    let came = 0;
    script = [
      (request, response) => {
        void text(request).then(() => {
          told = Date.now();
          response.writeHead(429, { 'retry-after': '2' }).end('{}');
        });
      },
      (request, response) => {
        came = Date.now();
        finish(request, response);
      },
    ];
    const waits: (number | undefined)[] = [];
    await pushFile({ ...plan(), onProgress: (_lines, wait) => waits.push(wait) });
    expect(came - told).toBeGreaterThanOrEqual(1_990);
    expect(waits).toContain(2);
  });

  it('is not sent again once its batch was cancelled', async () => {
    script = [refuse(409, { type: 'urn:satudata:problem:batch-cancelled', title: 'Kiriman ini sudah dibatalkan.' })];
    await expect(pushFile(plan())).rejects.toThrow(/dibatalkan/);
    expect(posts).toHaveLength(1);
  });

  it('is not sent again when it is refused for good, and the reason is passed on', async () => {
    const problem = { title: 'Hak tidak cukup.', errors: [{ pointer: '/village', rule: 'region.scope' }] };
    script = [refuse(403, problem)];
    await expect(pushFile(plan())).rejects.toThrow(/403.*Hak tidak cukup\.; \/village region\.scope/);
    expect(posts).toHaveLength(1);
  });

  it('is refused with the status alone when the answer is no problem document', async () => {
    script = [(request, response) => void text(request).then(() => response.writeHead(413).end('<html>'))];
    await expect(pushFile(plan())).rejects.toThrow(/413/);
  });
});
