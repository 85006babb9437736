import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TOPICS } from '@satudata/contracts';
import { connectKafka } from '@satudata/event-log';
import { startPlatform, type Platform } from '@satudata/local-platform';
import { ask, developmentClient, pushBatch, RunningParts, waitFor, type PushedBatch } from '@satudata/testing';
import { REGENCY } from './invented-persons.js';

const PUSH_WITHIN_MS = 3_600_000;

const PIECE = 64 * 1024;

/** Many lines at once, since each piece is a packet of its own. */
function* inPieces(lines: Iterable<string>): Generator<string> {
  let piece = '';
  for (const line of lines) {
    piece += line;
    if (piece.length < PIECE) continue;
    yield piece;
    piece = '';
  }
  yield piece;
}

/** A platform of its own in a folder that is removed at the end, and what the bench asks of it. */
export class SystemUnderTest {
  readonly parts: RunningParts;
  private readonly token: () => Promise<string>;

  private constructor(private readonly platform: Platform) {
    this.parts = new RunningParts(platform.home);
    this.token = developmentClient(platform.description, `disdukcapil-${REGENCY}`, 'population-registry');
  }

  static async start(log: (line: string) => void): Promise<SystemUnderTest> {
    const home = mkdtempSync(join(tmpdir(), 'satudata-bench-'));
    return new SystemUnderTest(await startPlatform({ home, portBase: 0, log }));
  }

  async stop(): Promise<void> {
    this.parts.goOnAll();
    await this.platform.stop();
    rmSync(this.platform.home.root, { recursive: true, force: true });
  }

  async push(lines: Iterable<string>): Promise<PushedBatch> {
    const push = { url: this.registry, entities: 'persons', key: randomUUID(), token: this.token } as const;
    const { batch } = await pushBatch({ ...push, payload: () => inPieces(lines) }, PUSH_WITHIN_MS);
    return batch;
  }

  async put(nik: string, line: string): Promise<{ id: string; version: number }> {
    const headers = { authorization: `Bearer ${await this.token()}`, 'content-type': 'application/json' };
    const answer = await fetch(`${this.registry}/v1/persons/${nik}`, { method: 'PUT', headers, body: line });
    if (!answer.ok) throw new Error(`PUT ended in ${answer.status}`);
    return (await answer.json()) as { id: string; version: number };
  }

  source<Row extends object>(sql: string, values: unknown[] = []): Promise<Row[]> {
    return ask<Row>(this.databases['population-registry'] ?? '', sql, values);
  }

  store<Row extends object>(sql: string, values: unknown[] = []): Promise<Row[]> {
    return ask<Row>(this.storeUrl, sql, values);
  }

  /** The folder in which the platform keeps everything. */
  get home(): string {
    return this.platform.home.root;
  }

  get storeUrl(): string {
    return this.databases['consolidation'] ?? '';
  }

  /** Changes recorded and not yet acknowledged by the broker. */
  async unsent(): Promise<number> {
    const [row] = await this.source<{ count: number }>('select count(*)::int as count from outbox.outbox');
    return row?.count ?? 0;
  }

  async untilSent(within: number): Promise<void> {
    await waitFor('the log to have everything', async () => (await this.unsent()) === 0, { within });
  }

  /** Events of the log that step 1 has applied, over all topics the store reads. */
  async applied(): Promise<number> {
    const [row] = await this.store<{ applied: number }>(
      'select coalesce(sum(next_offset), 0)::int as applied from inbox.position',
    );
    return row?.applied ?? 0;
  }

  /** Resolves when step 1 has applied all that the log held when asked, and step 2 has nothing left to do. */
  async untilConsolidated(within: number): Promise<void> {
    const ends = await this.logEnds();
    const isDone = async (): Promise<boolean> => {
      const positions = await this.store<{ topic: string; partition: number; next: string }>(
        'select topic, partition, next_offset as next from inbox.position where not exists (select from inbox.todo)',
      );
      const reached = new Map(positions.map(({ topic, partition, next }) => [`${topic}/${partition}`, BigInt(next)]));
      return reached.size > 0 && [...reached].every(([name, next]) => next >= (ends.get(name) ?? 0n));
    };
    await waitFor('the store to have everything', isDone, { within });
  }

  private async logEnds(): Promise<Map<string, bigint>> {
    const { brokers } = this.parts.description.kafka;
    const admin = await connectKafka({ brokers, clientId: 'bench' }).admin();
    const ends = await Promise.all(TOPICS.map(({ topic }) => admin.endOffsets(topic))).finally(() => admin.close());
    return new Map(ends.flat().map(({ topic, partition, next }) => [`${topic}/${partition}`, BigInt(next)]));
  }

  private get databases(): Readonly<Record<string, string>> {
    return this.platform.description.postgres.databases;
  }

  private get registry(): string {
    return this.platform.description.services['population-registry']?.url ?? '';
  }
}
