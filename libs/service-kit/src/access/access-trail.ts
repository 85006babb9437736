/** A token that was verified and may not, or one that was not accepted. */
export interface Refusal {
  readonly reason: string;
  /** Known only when the token was verified. */
  readonly client?: string;
  readonly operation?: string;
  /** Method and pattern of the address. */
  readonly route: string;
  /** Trace id of the request. */
  readonly request: string;
}

/** Where refusals are kept, besides the log. */
export interface AccessTrail {
  /** Never waits and never fails: a refusal is a refusal also while nothing can be written. */
  refused(refusal: Refusal): void;
}

export const ACCESS_TRAIL = Symbol('access-trail');
