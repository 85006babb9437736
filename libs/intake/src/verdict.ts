/** A broken rule or an oddity: where (JSON Pointer) and which; the words are looked up when it is told. */
export interface Finding {
  readonly pointer: string;
  readonly rule: string;
}

export const OUTCOMES = ['stored', 'unchanged', 'stale', 'rejected'] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** What became of one pushed record. */
export interface Verdict {
  readonly outcome: Outcome;
  /** Why it was refused or is stale; empty otherwise. */
  readonly errors: readonly Finding[];
  /** Odd but lawful. */
  readonly warnings: readonly Finding[];
  /** Version of the record after this; absent when the registry holds none of it. */
  readonly version?: number;
  /** Opaque id of the record, when there is one. */
  readonly id?: string;
}

export function rejected(...errors: Finding[]): Verdict {
  return { outcome: 'rejected', errors, warnings: [] };
}
