import { randomUUID } from 'node:crypto';
import { aPerson, EXAMPLE_VILLAGES, Gate, pushBatch, waitFor, type Version } from '@satudata/testing';
import type { Rig } from '../rig/rig.js';
import type { PromisedVersion, Workload } from './workload.js';

const PERSONS = 80;
const REVISIONS = 30;
const LINES = PERSONS * REVISIONS;
/** Lines that are let out together, so that a strike meets a batch under way. */
const PIECE = 100;
const PIECE_EVERY_MS = 40;
const WITHIN_MS = 60_000;

/**
 * An office sends one batch of persons, each many times over, and sends it again under the same key as long as it has
 * no answer. Its promise: every line of a batch that was answered.
 */
export class IntakePush implements Workload {
  private readonly lines: readonly object[];
  private readonly pieces: readonly string[];
  private readonly gate = new Gate();
  private readonly key = randomUUID();
  private pushed: Promise<unknown> = Promise.resolve();
  private told = 0;
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly rig: Rig,
    private readonly run: number,
  ) {
    this.lines = Array.from({ length: LINES }, (_, index) => this.line(index));
    const texts = this.lines.map((line) => `${JSON.stringify(line)}\n`);
    this.pieces = Array.from({ length: LINES / PIECE }, (_, index) =>
      texts.slice(index * PIECE, (index + 1) * PIECE).join(''),
    );
  }

  get acknowledged(): number {
    return this.told;
  }

  get latest(): Version | undefined {
    const last = this.lines[this.told - 1];
    return last && versionOf(this.told, last);
  }

  async begin(): Promise<void> {
    let allowed = 0;
    this.timer = setInterval(() => this.gate.allow((allowed += 1)), PIECE_EVERY_MS);
    const token = () => this.token();
    const { url } = this.rig.first('population-registry');
    const payload = () => this.payload();
    this.pushed = pushBatch({ url, entities: 'persons', key: this.key, token, payload }, WITHIN_MS).then(
      ({ batch }) => (this.told = batch.committedLines),
    );
    this.pushed.catch(() => undefined);
    void this.follow();
  }

  async goOnFor(): Promise<void> {
    await this.pushed;
  }

  async end(): Promise<void> {
    clearInterval(this.timer);
    this.gate.allow(this.pieces.length);
    await this.pushed;
  }

  /** Each person's lines are its versions, in the order of the batch. */
  async promised(): Promise<PromisedVersion[]> {
    const cell = `${EXAMPLE_VILLAGES.hanura} L`;
    return this.lines.slice(0, this.told).map((line, index) => ({ ...versionOf(index + 1, line), cell }));
  }

  versionOf(value: string): Version {
    const { version, record } = JSON.parse(value) as { version: number; record: Record<string, unknown> };
    const { id, formerNiks, ...person } = record;
    return { record: String(person['nik']), version, digest: id && formerNiks ? wordsOf(person) : 'incomplete' };
  }

  private line(index: number): object {
    const revision = Math.floor(index / PERSONS) + 1;
    const address = { street: `JL. CONTOH NO. ${revision}`, village: EXAMPLE_VILLAGES.hanura };
    const residence = { address, since: '1990-09-01' };
    return { ...aPerson({ residence }, this.run * PERSONS + (index % PERSONS)), sourceVersion: revision };
  }

  private async *payload(): AsyncGenerator<string> {
    for (const [index, piece] of this.pieces.entries()) {
      await this.gate.pass(index + 1);
      yield piece;
    }
  }

  /** Until it is answered, the sender asks how far it has come. */
  private async follow(): Promise<void> {
    const isWhole = async () => {
      const answer = await fetch(`${this.rig.first('population-registry').url}/v1/batches?key=${this.key}`, {
        headers: { authorization: `Bearer ${await this.token()}` },
      });
      const { batches } = (await answer.json()) as { batches?: { committedLines: number }[] };
      this.told = Math.max(this.told, batches?.[0]?.committedLines ?? 0);
      return this.told === LINES;
    };
    await waitFor('every line to be acknowledged', isWhole, { within: WITHIN_MS }).catch(() => undefined);
  }

  private token(): Promise<string> {
    const service = 'population-registry';
    const grants = [{ operations: ['person:write', 'batch:read'], regions: ['18.09'] }];
    return this.rig.issuer.token({ client: 'disdukcapil-18.09', service, grants });
  }
}

function versionOf(place: number, line: object): Version {
  const { sourceVersion: _, ...person } = line as { nik: string; sourceVersion: number };
  return { record: person.nik, version: Math.ceil(place / PERSONS), digest: wordsOf(person) };
}

/** Two records that say the same give the same text, whatever the order of their fields. */
function wordsOf(record: object): string {
  return JSON.stringify(record, (_name, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  );
}
