import { request, type ClientRequest } from 'node:http';

export interface Answer<Body = Record<string, unknown>> {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Body;
}

type Payload = string | Buffer;

/** A sender with a token, as the API sees one. */
export class Office {
  constructor(
    readonly url: string,
    private readonly token: string,
  ) {}

  put(path: string, record: object | string, headers: Record<string, string> = {}): Promise<Answer> {
    const body = typeof record === 'string' ? record : JSON.stringify(record);
    return this.ask(path, { method: 'PUT', body, headers: { 'content-type': 'application/json', ...headers } });
  }

  post(path: string, body: object): Promise<Answer> {
    const headers = { 'content-type': 'application/json' };
    return this.ask(path, { method: 'POST', body: JSON.stringify(body), headers });
  }

  delete(path: string): Promise<Answer> {
    return this.ask(path, { method: 'DELETE' });
  }

  /** Sends a whole batch of lines. */
  send(path: string, key: string | undefined, payload: Payload, headers: Record<string, string> = {}): Promise<Answer> {
    const body = typeof payload === 'string' ? payload : new Uint8Array(payload);
    return this.ask(path, { method: 'POST', body, headers: { ...streamHeaders(key), ...headers } });
  }

  async get<Body = Record<string, unknown>>(path: string, headers: Record<string, string> = {}): Promise<Answer<Body>> {
    return (await this.ask(path, { headers })) as Answer<Body>;
  }

  /** An answer that is no JSON. */
  async text(path: string): Promise<{ readonly status: number; readonly text: string }> {
    const response = await fetch(this.url + path, { headers: this.authorization() });
    return { status: response.status, text: await response.text() };
  }

  /** The lines of an NDJSON answer. */
  async lines<Line>(path: string): Promise<Line[]> {
    const text = await (await fetch(this.url + path, { headers: this.authorization() })).text();
    return text
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line) as Line);
  }

  /** Begins to send a batch; the test writes, goes silent or destroys it. */
  begin(path: string, key: string, headers: Record<string, string> = {}): ClientRequest {
    const sending = request(this.url + path, {
      method: 'POST',
      headers: { ...this.authorization(), ...streamHeaders(key), ...headers },
    });
    // What becomes of a connection that the test cuts is the test's business.
    sending.on('error', () => undefined);
    return sending;
  }

  private async ask(path: string, init: RequestInit = {}): Promise<Answer> {
    const headers = { ...(init.headers as Record<string, string>), ...this.authorization() };
    const response = await fetch(this.url + path, { ...init, headers });
    return { status: response.status, headers: response.headers, body: asJson(await response.text()) };
  }

  private authorization(): Record<string, string> {
    return { authorization: `Bearer ${this.token}` };
  }
}

function streamHeaders(key: string | undefined): Record<string, string> {
  return { 'content-type': 'application/x-ndjson', ...(key !== undefined && { 'idempotency-key': key }) };
}

function asJson(text: string): Record<string, unknown> {
  return text === '' ? {} : (JSON.parse(text) as Record<string, unknown>);
}
