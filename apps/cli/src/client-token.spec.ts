import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import type { PlatformDescription } from '@satudata/local-platform';
import { exportJWK, generateKeyPair, jwtVerify } from 'jose';
import type { CryptoKey } from 'jose';
import { requestToken, tokenSource } from './client-token.js';
import { CommandFailure } from './terminal/command-failure.js';

const clients = mkdtempSync(join(tmpdir(), 'satudata-clients-'));
let server: Server;
let publicKey: CryptoKey;
let asked: URLSearchParams[];
let answer: { status: number; body: object };

beforeAll(async () => {
  const pair = await generateKeyPair('ES256', { extractable: true });
  publicKey = pair.publicKey;
  const jwk = { ...(await exportJWK(pair.privateKey)), kid: 'k1', alg: 'ES256' };
  writeFileSync(join(clients, 'disdukcapil-18.01.jwk.json'), JSON.stringify(jwk));
  server = createServer((request, response) => {
    if (request.url === '/.well-known/openid-configuration') {
      return response.end(JSON.stringify({ token_endpoint: `${issuer()}/token` }));
    }
    return void text(request).then((body) => {
      asked.push(new URLSearchParams(body));
      response.writeHead(answer.status).end(JSON.stringify(answer.body));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
beforeEach(() => {
  asked = [];
  answer = { status: 200, body: { access_token: 'abc', expires_in: 300 } };
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
  rmSync(clients, { recursive: true });
});

const issuer = (): string => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
const platform = (): PlatformDescription => ({
  ready: true,
  services: { identity: { url: issuer(), pid: 1 } },
  kafka: { brokers: [], pid: 1 },
  postgres: { host: '', port: 0, pid: 1, databases: {} },
  clients,
});
const wanted = { client: 'disdukcapil-18.01', service: 'population-registry' };

describe('A token for a client', () => {
  it('is asked for one service with an assertion that only this client could have signed', async () => {
    await expect(requestToken(platform(), wanted)).resolves.toEqual({ token: 'abc', expiresInMs: 300_000 });
    expect(asked[0]?.get('grant_type')).toBe('client_credentials');
    expect(asked[0]?.get('resource')).toBe('urn:satudata:population-registry');
    const { payload, protectedHeader } = await jwtVerify(asked[0]?.get('client_assertion') ?? '', publicKey, {
      issuer: wanted.client,
      subject: wanted.client,
      audience: issuer(),
    });
    expect(protectedHeader).toEqual({ alg: 'ES256', kid: 'k1' });
    expect((payload.exp ?? 0) - (payload.iat ?? 0)).toBe(60);
  });

  it('is asked with another assertion each time, for each may be used once', async () => {
    await requestToken(platform(), wanted);
    await requestToken(platform(), wanted);
    expect(asked[0]?.get('client_assertion')).not.toBe(asked[1]?.get('client_assertion'));
  });

  it('is kept while it is valid and renewed shortly before it ends', async () => {
    const source = tokenSource(platform(), wanted);
    await source();
    await source();
    expect(asked).toHaveLength(1);
    answer.body = { access_token: 'short', expires_in: 10 };
    const shortLived = tokenSource(platform(), wanted);
    await shortLived();
    await shortLived();
    expect(asked).toHaveLength(3);
  });

  it('is refused in words that name client, service and reason', async () => {
    answer = { status: 400, body: { error: 'invalid_target' } };
    await expect(requestToken(platform(), wanted)).rejects.toThrow(
      /disdukcapil-18\.01.*population-registry.*invalid_target/,
    );
  });

  it.each([
    ['is not there', 'http://127.0.0.1:1'],
    ['is something else', () => `${issuer()}/not-identity`],
  ])('is not to be had where identity %s, told in one sentence', async (_, address) => {
    const url = typeof address === 'string' ? address : address();
    const elsewhere = { ...platform(), services: { identity: { url, pid: 1 } } };
    const failure = await requestToken(elsewhere, wanted).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(CommandFailure);
    expect((failure as CommandFailure).en).toContain(`Identity at ${url} does not answer`);
  });

  it('cannot be asked for a client without a key on this machine', async () => {
    await expect(requestToken(platform(), { ...wanted, client: 'stranger' })).rejects.toThrow(/stranger/);
    expect(asked).toEqual([]);
  });
});
