import { randomUUID } from 'node:crypto';
import { publish, type SourceEvent } from '@satudata/outbox';
import { connectDatabase, WHOLE_PROVINCE, type ScopedDatabase } from '@satudata/service-kit';
import { aFamilyCard, aPerson, EXAMPLE_VILLAGES, type Version } from '@satudata/testing';
import type { RigDatabase } from '../rig/database.js';
import { nextVersion, note, readLedger, versionOf, type Said } from './ledger.js';
import type { PromisedVersion, Workload } from './workload.js';

const CHUNK = 100;

export interface PairsOptions {
  readonly source: RigDatabase;
  readonly pairs: number;
  /** Number of the run on this rig: no two runs have a person in common. */
  readonly run: number;
  /** Number of its first person. */
  readonly firstPerson: number;
}

/** Persons, and family cards that name them, said at the same moment: whichever is heard first, they must be joined. */
export class PairsAtOnce implements Workload {
  acknowledged = 0;
  latest: Version | undefined;
  private readonly run: string;
  private saying: Promise<unknown> = Promise.resolve();

  constructor(private readonly options: PairsOptions) {
    this.run = `pairs-${options.run}`;
  }

  async begin(): Promise<void> {
    this.saying = this.sayAll();
    await this.saying;
  }

  async goOnFor(): Promise<void> {
    await this.saying;
  }

  async end(): Promise<void> {
    await this.saying.catch(() => undefined);
  }

  promised(): Promise<PromisedVersion[]> {
    return readLedger(this.options.source, this.run);
  }

  versionOf(value: string): Version {
    return versionOf(value);
  }

  private async sayAll(): Promise<void> {
    const url = this.options.source.appUrl;
    const onError = () => undefined;
    const database = await connectDatabase({ url, applicationName: 'faults-pairs', poolSize: 2, onError });
    try {
      for (let first = 0; first < this.options.pairs; first += CHUNK) await this.sayChunk(database, first);
    } finally {
      await database.close();
    }
  }

  private async sayChunk(database: ScopedDatabase, first: number): Promise<void> {
    const size = Math.min(CHUNK, this.options.pairs - first);
    const numbers = Array.from({ length: size }, (_, index) => this.options.firstPerson + first + index);
    await Promise.all([
      database.inScope(WHOLE_PROVINCE, async (manager) => {
        const people = numbers.map((number) => this.person(number));
        const events = people.map((said) => [personEvent(said)]);
        for (const said of people) await nextVersion(manager, said);
        await publish(manager, 'population-registry', events, {});
        for (const said of people) await note(manager, said, 1);
      }),
      database.inScope(WHOLE_PROVINCE, (manager) =>
        publish(
          manager,
          'population-registry',
          numbers.map((number) => [cardEvent(number)]),
          {},
        ),
      ),
    ]);
    this.acknowledged += size;
  }

  private person(number: number): Said {
    const { nik } = aPerson({}, number);
    return { run: this.run, id: randomUUID(), number, nik, village: EXAMPLE_VILLAGES.hanura, sex: 'L' };
  }
}

function personEvent({ id, number }: Said): SourceEvent {
  return { ...said('person', id, 'person.recorded'), record: { ...aPerson({}, number), id, formerNiks: [] } };
}

function cardEvent(number: number): SourceEvent {
  const id = randomUUID();
  return { ...said('family-card', id, 'family-card.recorded'), record: { ...aFamilyCard({}, number), id } };
}

function said(entity: string, entityId: string, type: string) {
  const region = EXAMPLE_VILLAGES.hanura.slice(0, 5);
  return { entity, entityId, version: 1, type, at: new Date().toISOString(), region };
}
