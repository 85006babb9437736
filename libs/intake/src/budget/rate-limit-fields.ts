/** What a client may send in a window, and what is left of it. */
export interface Allowance {
  readonly quota: number;
  readonly windowSeconds: number;
  readonly remaining: number;
  /** Until the window ends and the whole quota is there again. */
  readonly resetSeconds: number;
}

/** The fields of draft-ietf-httpapi-ratelimit-headers-10: one policy, whose unit are records and not requests. */
export function rateLimitFields({ quota, windowSeconds, remaining, resetSeconds }: Allowance): Record<string, string> {
  return {
    'ratelimit-policy': `"records";q=${quota};qu="records";w=${windowSeconds}`,
    ratelimit: `"records";r=${remaining};t=${resetSeconds}`,
  };
}
