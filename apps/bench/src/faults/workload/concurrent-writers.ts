import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { publish } from '@satudata/outbox';
import { connectDatabase, WHOLE_PROVINCE, type ScopedDatabase } from '@satudata/service-kit';
import { aPerson, exampleNik, EXAMPLE_VILLAGES, livingIn, waitFor, type Version } from '@satudata/testing';
import type { EntityManager } from 'typeorm';
import type { RigDatabase } from '../rig/database.js';
import { nextVersion, note, readLedger, versionOf, type Said } from './ledger.js';
import { seededRandom, zipf } from './random.js';
import type { PromisedVersion, Workload } from './workload.js';

const PERSONS = 80;
const ZIPF = 1.1;
/** Of all transactions: held open for a moment, and rolled back at the end. */
const HELD = 0.2;
const HELD_MS = 20;
const ROLLED_BACK = 0.05;
/** Version of the hottest person that is said so that it must be put aside. */
const POISONED = 5;
/** Changes before the strike. */
const WARM_UP = 150;
const AGAIN_AFTER_MS = 50;
const VILLAGES = Object.values(EXAMPLE_VILLAGES);

class RolledBack extends Error {}

export interface WritersOptions {
  readonly source: RigDatabase;
  /** How many write at the same time. */
  readonly writers: number;
  /** Number of the run on this rig: no two runs have a person in common. */
  readonly run: number;
  readonly seed: number;
  /** One change of one person is said so that no consumer can understand it. */
  readonly poison?: true;
}

/** Many transactions at once on few hot persons; each says one change and notes it in the ledger. */
export class ConcurrentWriters implements Workload {
  private readonly run: string;
  private readonly ids = Array.from({ length: PERSONS }, () => randomUUID());
  private readonly told: PromisedVersion[] = [];
  private readonly random: () => number;
  private readonly pick: () => number;
  private ending = false;
  private running: Promise<unknown> = Promise.resolve();

  constructor(private readonly options: WritersOptions) {
    this.run = `writers-${options.run}`;
    this.random = seededRandom(options.seed);
    this.pick = zipf(PERSONS, ZIPF, this.random);
  }

  get acknowledged(): number {
    return this.told.length;
  }

  get latest(): Version | undefined {
    return this.told.findLast(({ record }) => !this.waits(record));
  }

  /** Of a person who is parked, nothing will stand in the store before somebody mends it. */
  private waits(record: string): boolean {
    return this.options.poison === true && record === exampleNik(this.options.run * PERSONS);
  }

  async begin(): Promise<void> {
    this.running = this.write();
    await this.goOnFor(WARM_UP);
  }

  async goOnFor(changes: number): Promise<void> {
    const enough = this.acknowledged + changes;
    await waitFor('the writers to go on', () => this.ending || this.acknowledged >= enough, { within: 60_000 });
  }

  async end(): Promise<void> {
    this.ending = true;
    await this.running;
  }

  /** The ledger, and what was acknowledged in case the database has forgotten it. */
  async promised(): Promise<PromisedVersion[]> {
    const ledger = await readLedger(this.options.source, this.run);
    const noted = new Set(ledger.map(nameOf));
    return [...ledger, ...this.told.filter((version) => !noted.has(nameOf(version)))];
  }

  versionOf(value: string): Version {
    return versionOf(value);
  }

  private async write(): Promise<void> {
    const database = await connectDatabase({
      url: this.options.source.appUrl,
      applicationName: 'faults-writers',
      poolSize: this.options.writers,
      onError: () => undefined,
    });
    try {
      await Promise.all(Array.from({ length: this.options.writers }, () => this.writeOn(database)));
    } finally {
      await database.close().catch(() => undefined);
    }
  }

  private async writeOn(database: ScopedDatabase): Promise<void> {
    while (!this.ending) {
      const said = this.nextChange();
      try {
        const version = await database.inScope(WHOLE_PROVINCE, (manager) => this.say(manager, said));
        this.told.push({ record: said.nik, version, digest: '', cell: cellOf(said) });
      } catch (error) {
        // Whether a commit that was cut off has happened, the ledger knows.
        if (!(error instanceof RolledBack)) await pause(AGAIN_AFTER_MS);
      }
    }
  }

  private nextChange(): Said {
    const place = this.pick();
    const village = VILLAGES[Math.floor(this.random() * VILLAGES.length)] ?? EXAMPLE_VILLAGES.hanura;
    const sex = this.random() < 0.5 ? 'L' : 'P';
    const number = this.options.run * PERSONS + place;
    return { run: this.run, id: this.ids[place] ?? '', number, nik: exampleNik(number), village, sex };
  }

  private async say(manager: EntityManager, said: Said): Promise<number> {
    const version = await nextVersion(manager, said);
    const event = eventOf(said, version);
    const isPoison = this.options.poison && said.id === this.ids[0] && version === POISONED;
    await publish(manager, 'population-registry', [[isPoison ? poisoned(event) : event]], {});
    await note(manager, said, version);
    if (this.random() < HELD) await pause(this.random() * HELD_MS);
    if (this.random() < ROLLED_BACK) throw new RolledBack();
    return version;
  }
}

/** No two say the same, also not one that is rolled back and the one that takes its version. */
function eventOf({ id, number, village, sex }: Said, version: number) {
  const { residence } = livingIn(village);
  const address = { ...residence.address, street: `JL. CONTOH ${randomUUID()}` };
  return {
    entity: 'person',
    entityId: id,
    version,
    type: version === 1 ? 'person.recorded' : 'person.corrected',
    at: new Date().toISOString(),
    record: { ...aPerson({ sex, residence: { ...residence, address } }, number), id, formerNiks: [] },
    region: village.slice(0, 5),
  };
}

/** It names the person and its version, and says nothing that could be taken in. */
function poisoned<Event extends { readonly record: { readonly nik: string } }>(event: Event): Event {
  return { ...event, record: { nik: event.record.nik } };
}

const cellOf = ({ village, sex }: Said): string => `${village} ${sex}`;
const nameOf = ({ record, version }: Version): string => `${record} ${version}`;
