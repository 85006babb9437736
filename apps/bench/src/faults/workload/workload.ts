import type { Version } from '@satudata/testing';

/** Persons counted per village and sex, named `18.09.10.2004 L`. */
export type Residents = ReadonlyMap<string, number>;

/** A change that became true, and where the person counts from then on. */
export interface PromisedVersion extends Version {
  readonly cell: string;
}

/** Says lawful changes of persons of its own to the source, and knows what it was told had become true. */
export interface Workload {
  /** Resolves when it is far enough under way for a strike to meet work. */
  begin(): Promise<void>;
  /** Changes that were acknowledged so far. */
  readonly acknowledged: number;
  /** The change acknowledged last of those that can reach the store, if any. */
  readonly latest: Version | undefined;
  /** Resolves when so many more changes are acknowledged, or when it has ended. */
  goOnFor(changes: number): Promise<void>;
  /** Says nothing more; resolves when nothing is under way. */
  end(): Promise<void>;
  /** Every change that became true. */
  promised(): Promise<PromisedVersion[]>;
  /** The same of a message or a row of the store. */
  versionOf(value: string): Version;
}
