import type { FieldError, Words } from '@satudata/contracts';
import { PROBLEMS, type ProblemName } from './catalogue.js';

/** A broken rule of a query parameter, in the form of a broken rule of a body. */
export interface ParameterError extends Words {
  readonly parameter: string;
  readonly rule: string;
}

/** What is wrong with a column of a table, from 1: its heading may be a person's data, so it is not quoted. */
export interface ColumnError extends Words {
  readonly column: number;
  readonly rule: string;
}

export type ProblemError = FieldError | ParameterError | ColumnError;

export interface ProblemDetails {
  readonly errors?: readonly ProblemError[];
  /** What exactly is wrong here, when the title alone does not say it. */
  readonly detail?: Words;
  readonly headers?: Readonly<Record<string, string>>;
  /** Extension members (RFC 9457 §3.2). */
  readonly more?: Readonly<Record<string, unknown>>;
}

/** An answer that is not the one asked for, as RFC 9457 wants it told. */
export class Problem extends Error {
  override readonly name = 'Problem';
  readonly status: number;
  readonly words: Words;

  constructor(
    readonly type: ProblemName,
    readonly details: ProblemDetails = {},
  ) {
    super(type);
    this.status = PROBLEMS[type].status;
    this.words = PROBLEMS[type].words;
  }
}
