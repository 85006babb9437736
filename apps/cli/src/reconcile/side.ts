import { CommandFailure } from '../terminal/command-failure.js';
import type { Bucket, Row } from './compare-buckets.js';

interface SideParts {
  readonly url: string;
  readonly source: string;
  readonly token: () => Promise<string>;
}

interface SumsState {
  readonly entities: readonly string[];
  readonly through: string | null;
}

const ANSWER_WITHIN_MS = 60_000;

/** What both sides of a reconciliation answer alike: `Facts` is what one tells of a record. */
export class Side<Facts> {
  constructor(private readonly parts: SideParts) {}

  state(): Promise<SumsState> {
    return this.ask('');
  }

  async proof(): Promise<number> {
    return (await this.ask<{ unequal: number }>('/proof')).unequal;
  }

  async buckets(asOf: string): Promise<readonly Bucket[]> {
    return (await this.ask<{ buckets: Bucket[] }>(`/buckets?asOf=${encodeURIComponent(asOf)}`)).buckets;
  }

  async rows({ entity, region, bucket }: Bucket): Promise<readonly Row[]> {
    return (await this.ask<{ rows: Row[] }>(`/rows?entity=${entity}&region=${region}&bucket=${bucket}`)).rows;
  }

  suspects(entity: string, range: number): Promise<{ scanned: number; ids: readonly string[] }> {
    return this.ask(`/suspects?entity=${entity}&range=${range}`);
  }

  examine(entity: string, ids: readonly string[]): Promise<Facts> {
    return this.post('/examinations', { entity, records: ids.map((id) => ({ id })) });
  }

  /** Of a source only. */
  async restate(order: object): Promise<readonly { id: string; version: number | null }[]> {
    return (await this.post<{ restated: { id: string; version: number | null }[] }>('/restatements', order)).restated;
  }

  private post<T>(path: string, body: object): Promise<T> {
    const headers = { 'content-type': 'application/json' };
    return this.ask(path, { method: 'POST', headers, body: JSON.stringify(body) });
  }

  private async ask<T>(path: string, init: RequestInit = {}): Promise<T> {
    const { url, source, token } = this.parts;
    const answer = await fetch(`${url}/v1/reconciliation/sources/${source}${path}`, {
      ...init,
      headers: { ...(init.headers as Record<string, string>), authorization: `Bearer ${await token()}` },
      signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
    });
    const body = (await answer.json()) as T & { detail?: string; title?: string };
    if (answer.ok) return body;
    throw refused(url, answer.status, body.detail ?? body.title ?? '');
  }
}

function refused(url: string, status: number, said: string): CommandFailure {
  return new CommandFailure(
    `${url} menolak permintaan rekonsiliasi (${status}): ${said}`,
    `${url} refused a request of the reconciliation (${status}): ${said}`,
  );
}
