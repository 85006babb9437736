/** One version of one record; `digest` tells whether two of them say the same. */
export interface Version {
  readonly record: string;
  readonly version: number;
  readonly digest: string;
}

/** A version as one message of the log tells it; a repeated message has the same `event`. */
export interface LoggedVersion extends Version {
  readonly event: string;
}

/** What was promised at one end, and what is found at the other. */
export interface Evidence {
  /** Every version that was acknowledged. */
  readonly promised: readonly Version[];
  /** Every message, each record's in the order of the log. */
  readonly log: readonly LoggedVersion[];
  /** Every version the store has taken in. */
  readonly history: readonly Version[];
  /** What the store holds of each record now. */
  readonly current: readonly Version[];
  /** What the store has put aside, because it cannot be taken in yet. */
  readonly parked?: readonly Version[];
  /** How many messages may stand in the log again: those in flight at each interruption. Any number when absent. */
  readonly mayRepeat?: number;
}

/** How a chain of systems can break its word. All empty: it kept it. */
export interface Faults {
  /** Acknowledged, and the store has neither taken it in nor put it aside. */
  readonly lost: readonly Version[];
  /** Found in log or store, though nobody said it, or not with these words. */
  readonly invented: readonly Version[];
  /** Taken in more than once, or told again more often than interruptions explain. */
  readonly duplicated: readonly Version[];
  /** First told after a later version of the same record, or taken in while an earlier one is put aside. */
  readonly inverted: readonly Version[];
  /** Taken in, and yet an earlier version, or none, is what the store holds. */
  readonly stale: readonly Version[];
}

export type FaultClass = keyof Faults;
