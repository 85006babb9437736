import fc from 'fast-check';
import { civilDateInLampung, count, type Contribution, type Countable } from './contribution.js';

const HANURA = ['18.09.10.2004', 'L'];
const PODOMORO = ['18.10.01.2009', 'L'];

const fact = (version: number, more: Partial<Countable> = {}): Countable => ({
  key: 'p1',
  version,
  cell: HANURA,
  counted: true,
  validOn: '2026-03-01',
  knownAt: 1_000,
  ...more,
});
const stored = (version: number, more: Partial<Contribution> = {}) =>
  new Map<string, Contribution>([['p1', { version, cell: HANURA, counted: true, ...more }]]);
const differences = (facts: readonly Countable[], before = new Map<string, Contribution>()) =>
  count(facts, before).deltas.map(({ cell, count: by }) => [cell, by]);

describe('what a version of a record does to its cube', () => {
  it('adds one where a new resident lives', () => {
    expect(differences([fact(1)])).toEqual([[HANURA, 1]]);
  });

  it('adds nothing for a record that does not count', () => {
    expect(differences([fact(1, { counted: false })])).toEqual([]);
  });

  it('moves one from the stored cell to the new one', () => {
    expect(differences([fact(2, { cell: PODOMORO })], stored(1))).toEqual([
      [HANURA, -1],
      [PODOMORO, 1],
    ]);
  });

  it('takes back exactly what was stored when the record no longer counts', () => {
    expect(differences([fact(2, { counted: false, cell: PODOMORO })], stored(1))).toEqual([[HANURA, -1]]);
  });

  it('changes nothing where the same cell loses and gains on the same day', () => {
    expect(differences([fact(2)], stored(1))).toEqual([]);
  });

  it('is nothing for a version that is not newer than the stored one', () => {
    const { deltas, applied } = count([fact(1), fact(2, { cell: PODOMORO })], stored(2));
    expect([deltas, applied]).toEqual([[], 0]);
  });

  it('is known separately for each day on which it became so', () => {
    const facts = [fact(1), fact(2, { counted: false, validOn: '2026-04-01' })];
    expect(count(facts, new Map()).deltas).toEqual([
      { cell: HANURA, count: 1, validOn: '2026-03-01', knownAt: 1_000 },
      { cell: HANURA, count: -1, validOn: '2026-04-01', knownAt: 1_000 },
    ]);
  });

  it('is the same in one batch as in many', () => {
    const facts = fc.array(
      fc.record({
        key: fc.constantFrom('a', 'b'),
        version: fc.integer({ min: 1, max: 6 }),
        cell: fc.constantFrom(HANURA, PODOMORO),
        counted: fc.boolean(),
        validOn: fc.constantFrom('2026-03-01', '2026-03-02'),
        knownAt: fc.constant(1_000),
      }),
    );
    fc.assert(
      fc.property(facts, fc.nat(10), (all, cut) => {
        const first = count(all.slice(0, cut), new Map());
        const second = count(all.slice(cut), newest(all.slice(0, cut)));
        expect(summed([...first.deltas, ...second.deltas])).toEqual(summed(count(all, new Map()).deltas));
      }),
    );
  });
});

/** Of each record, the first fact of its highest version. */
function newest(facts: readonly Countable[]): Map<string, Contribution> {
  const found = new Map<string, Contribution>();
  for (const fact of facts) if (fact.version > (found.get(fact.key)?.version ?? 0)) found.set(fact.key, fact);
  return found;
}

function summed(deltas: ReturnType<typeof count>['deltas']): Record<string, number> {
  const sums: Record<string, number> = {};
  for (const { cell, validOn, count: by } of deltas) {
    const name = `${cell.join()} ${validOn}`;
    sums[name] = (sums[name] ?? 0) + by;
  }
  return Object.fromEntries(Object.entries(sums).filter(([, sum]) => sum !== 0));
}

describe('the civil date in Lampung', () => {
  it.each([
    ['2026-03-31T16:59:59.999Z', '2026-03-31'],
    ['2026-03-31T17:00:00Z', '2026-04-01'],
    ['2025-12-31T23:30:00Z', '2026-01-01'],
    ['2026-01-01T00:30:00+07:00', '2026-01-01'],
  ])('of %s is %s', (instant, date) => {
    expect(civilDateInLampung(instant)).toBe(date);
  });
});
