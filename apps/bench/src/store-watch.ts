import { setTimeout as pause } from 'node:timers/promises';
import { waitFor } from '@satudata/testing';
import { Client } from 'pg';

const LOOK_EVERY_MS = 5;
const WITHIN_MS = 60_000;

/** Looks into the store again and again for persons that are expected there. */
export class StoreWatch {
  private readonly expected = new Map<string, number>();
  private readonly delays: number[] = [];
  private readonly looking: Promise<void>;
  private isClosing = false;

  private constructor(private readonly client: Client) {
    this.looking = this.look();
  }

  static async open(url: string): Promise<StoreWatch> {
    const client = new Client({ connectionString: url });
    await client.connect();
    return new StoreWatch(client);
  }

  expect(id: string): void {
    this.expected.set(id, performance.now());
  }

  /** @returns milliseconds for each expected person, once all are there */
  async close(): Promise<number[]> {
    await waitFor('the last persons in the store', () => this.expected.size === 0, { within: WITHIN_MS });
    this.isClosing = true;
    await this.looking;
    await this.client.end();
    return this.delays;
  }

  private async look(): Promise<void> {
    while (!this.isClosing) {
      const { rows } = await this.client.query<{ id: string }>(
        `select id from raw.record where source = 'population-registry' and entity = 'person' and id = any($1)`,
        [[...this.expected.keys()]],
      );
      for (const { id } of rows) this.arrived(id);
      await pause(LOOK_EVERY_MS);
    }
  }

  private arrived(id: string): void {
    const since = this.expected.get(id);
    if (since !== undefined) this.delays.push(performance.now() - since);
    this.expected.delete(id);
  }
}
