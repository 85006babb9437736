import { admit, NOTHING_SPENT, REFUSALS_A_MINUTE, type Admission, type RefusalBudget } from './refusal-budget.js';

function admissions(count: number, at: number, from: RefusalBudget = NOTHING_SPENT) {
  const seen: Admission[] = [];
  let budget = from;
  for (let n = 0; n < count; n++) {
    const next = admit(budget, at);
    seen.push(next.admission);
    budget = next.budget;
  }
  return { seen, budget };
}

const NOON = Date.UTC(2026, 10, 24, 12);

describe('refusals of one minute', () => {
  it('are all written while they are few', () => {
    expect(new Set(admissions(REFUSALS_A_MINUTE - 1, NOON).seen)).toEqual(new Set(['written']));
  });

  it('are written up to the bound, which says once that it is one', () => {
    const { seen } = admissions(REFUSALS_A_MINUTE + 5, NOON);
    expect(seen.slice(-6)).toEqual(['last', ...Array.from({ length: 5 }, () => 'left-out')]);
  });

  it('are written again in the next minute', () => {
    const { budget } = admissions(REFUSALS_A_MINUTE + 5, NOON);
    expect(admissions(1, NOON + 59_999, budget).seen).toEqual(['left-out']);
    expect(admissions(1, NOON + 60_000, budget).seen).toEqual(['written']);
  });
});
