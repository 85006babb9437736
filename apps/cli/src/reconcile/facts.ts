/** What one place holds of a record: hashes, never the record. */
export interface Held {
  readonly version: number;
  /** Of the region and the text of the record. */
  readonly content: string;
}

export interface Said extends Held {
  /** Of identity, version and everything said; the same on both sides for the same bytes. */
  readonly hash: string;
  readonly deleted: boolean;
}

export interface SourceFacts {
  readonly id: string;
  readonly region: string;
  /** The source's own row. */
  readonly state: Held | null;
  /** Its newest change. */
  readonly log: (Said & { readonly intact: boolean }) | null;
}

export interface StoreFacts {
  readonly id: string;
  readonly region: string;
  readonly record: Said | null;
  readonly history: { readonly version: number; readonly hash: string } | null;
  readonly parked: boolean;
}

/** Both sides of one record, known to have had the time to agree. */
export interface Pair {
  readonly source: SourceFacts;
  readonly store: StoreFacts;
}
