/** A flood of invented tokens must not fill the disk: of more in one minute only the log tells. */
export const REFUSALS_A_MINUTE = 1_000;
const MINUTE_MS = 60_000;

export interface RefusalBudget {
  /** Milliseconds since 1970. */
  readonly since: number;
  readonly spent: number;
}

export const NOTHING_SPENT: RefusalBudget = { since: 0, spent: 0 };

/** `last`: it is written, and that others of this minute are not. */
export type Admission = 'written' | 'last' | 'left-out';

export function admit({ since, spent }: RefusalBudget, now: number): { admission: Admission; budget: RefusalBudget } {
  if (now - since >= MINUTE_MS) return { admission: 'written', budget: { since: now, spent: 1 } };
  const budget = { since, spent: spent + 1 };
  if (budget.spent < REFUSALS_A_MINUTE) return { admission: 'written', budget };
  return { admission: budget.spent === REFUSALS_A_MINUTE ? 'last' : 'left-out', budget };
}
