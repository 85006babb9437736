import type { EntityManager } from 'typeorm';
import type { ColumnNames } from '@satudata/contracts';
import type { Scope } from '@satudata/service-kit';
import type { Verdict } from './verdict.js';

/** Who sent it, when it came in, and as part of what. */
export interface TakeContext {
  readonly scope: Scope;
  readonly now: Date;
  readonly batch?: string;
  readonly traceparent?: string;
  /** ETags of which the held version must be one (`*`: any); for `checkVersion`. */
  readonly ifMatch?: readonly string[] | undefined;
}

/** How a source takes records of one entity. */
export interface Taker<Submission extends object> {
  readonly entity: string;
  readonly submission: new () => Submission;
  /** How its records stand in a table; absent: they come as NDJSON only. */
  readonly columns?: ColumnNames;
  /**
   * Part of one transaction in the sender's scope: lock, decide each in order, save, publish.
   * Submissions are valid in form; the answer has one verdict per submission, in their order.
   */
  take(manager: EntityManager, submissions: readonly Submission[], context: TakeContext): Promise<Verdict[]>;
}
