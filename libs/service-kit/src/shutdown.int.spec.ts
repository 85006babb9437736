import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { request } from 'node:http';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { createTestDatabase, freePort, notebookMigrations, startTestIssuer, waitFor } from '@satudata/testing';
import type { TestDatabase, TestIssuer } from '@satudata/testing';

/** The built notebook: a process of its own, as a supervisor starts services. */
const PROGRAM = join(__dirname, '../../testing/dist/notebook/main.js');

let database: TestDatabase;
let issuer: TestIssuer;
let port: number;
let url: string;
let child: ChildProcess;
let output: string;

beforeAll(async () => {
  [database, issuer] = await Promise.all([createTestDatabase('notebook', [notebookMigrations]), startTestIssuer()]);
});
afterEach(() => void child?.kill('SIGKILL'));
afterAll(async () => {
  await issuer?.close();
  await database?.drop();
});

async function start(environment: NodeJS.ProcessEnv = {}): Promise<void> {
  port = await freePort();
  url = `http://127.0.0.1:${port}`;
  const env = { PORT: `${port}`, DATABASE_URL: database.appUrl, OIDC_ISSUER: issuer.url, NODE_ENV: 'test' };
  output = '';
  child = fork(PROGRAM, { env: { ...env, ...environment }, silent: true });
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk: Buffer) => (output += chunk.toString()));
}

const ready = () =>
  waitFor('the notebook to be ready', async () => (await fetch(`${url}/health/ready`)).ok, { within: 25_000 });

async function ended(): Promise<{ code: number | null; milliseconds: number }> {
  const since = Date.now();
  const [code] = (await once(child, 'exit')) as [number | null];
  return { code, milliseconds: Date.now() - since };
}

describe('a service that is told to leave', () => {
  it.each([
    ['SIGTERM', () => child.kill('SIGTERM')],
    ['SIGINT', () => child.kill('SIGINT')],
    ['the end of its supervisor', () => child.disconnect()],
  ])('by %s finishes what it has begun, then ends by itself', async (_what, tell) => {
    await start();
    await ready();
    const begun = await fetch(`${url}/v1/slow`);
    const end = ended();
    tell();
    expect(await begun.json()).toEqual({ done: true });
    const { code, milliseconds } = await end;
    expect(code).toBe(0);
    expect(milliseconds).toBeLessThan(10_000);
    await expect(fetch(`${url}/health/live`)).rejects.toThrow();
  });

  it('does not wait for ever for a sender who never ends', async () => {
    await start();
    await ready();
    const token = await issuer.token({
      client: 'clerk',
      service: 'notebook',
      grants: [{ operations: ['note:write'], regions: ['18'] }],
    });
    const headers = {
      authorization: `Bearer ${token}`,
      'content-type': 'application/x-ndjson',
      expect: '100-continue',
    };
    const upload = request(`${url}/v1/uploads`, { method: 'POST', headers });
    upload.on('error', () => undefined).flushHeaders();
    await once(upload, 'continue');
    upload.write('{}\n');
    const end = ended();
    child.kill('SIGTERM');
    const { code, milliseconds } = await end;
    expect(code).toBe(1);
    expect(milliseconds).toBeLessThan(10_000);
  });
});

describe('a service that cannot start', () => {
  it.each([
    ['a variable is missing', { DATABASE_URL: '' }, 'DATABASE_URL'],
    ['its database is away', { DATABASE_URL: 'postgres://u:s3cret@127.0.0.1:1/x' }, 'ECONNREFUSED'],
  ])('says so in one line when %s, and ends with 1', async (_what, environment, cause) => {
    await start(environment);
    expect((await ended()).code).toBe(1);
    const said = output.split('\n').filter((line) => line.startsWith('notebook: '));
    expect(said).toEqual([expect.stringContaining(cause)]);
    expect(output).not.toContain('s3cret');
  });

  it('says so when its port is taken', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    await start({ PORT: `${(other.address() as AddressInfo).port}` });
    expect((await ended()).code).toBe(1);
    expect(output).toContain('notebook: listen EADDRINUSE');
    other.close();
  });
});
