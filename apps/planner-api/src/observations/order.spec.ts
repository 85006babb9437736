import fc from 'fast-check';
import { loadRegions } from '@satudata/regions';
import { cursorAfter, placeAtCursor } from './cursor.js';
import { SORTS, type ObservationQuery, type Sort } from './observation-query.js';
import { pageOf, placeOf, type Place } from './order.js';
import type { ObservationRow } from './rows.js';

const REGENCIES = loadRegions().all('regency');

function query(sort: Sort, more: Partial<ObservationQuery> = {}): ObservationQuery {
  const base = {
    indicators: ['pop.total'],
    regions: ['18'],
    by: [],
    where: {},
    numden: false,
    language: 'id',
  } as const;
  return { ...base, sort, ...more };
}

/** One row per regency from the first on, with these values. */
function rowsWith(values: readonly (number | null)[]): ObservationRow[] {
  return REGENCIES.slice(0, values.length).map((region, index) => ({
    region,
    members: [],
    counts: {},
    readings: [{ value: values[index] ?? null, status: values[index] === null ? 'NR' : 'A' }],
  }));
}

const valuesOf = (rows: readonly ObservationRow[]) => rows.map(({ readings }) => readings[0]?.value);

describe('the order of rows', () => {
  it('goes by value with the unknown last, up or down', () => {
    const rows = rowsWith([5, null, 9, 0]);
    expect(valuesOf(pageOf(query('value'), rows).rows)).toEqual([0, 5, 9, null]);
    expect(valuesOf(pageOf(query('-value'), rows).rows)).toEqual([9, 5, 0, null]);
  });

  it('goes by code, up or down, members always in their own order', () => {
    const [first, second] = rowsWith([1, 2]) as [ObservationRow, ObservationRow];
    const split = [first, second].flatMap((row) => ['L', 'P'].map((sex) => ({ ...row, members: [sex] })));
    const placesOf = (sort: Sort) => pageOf(query(sort), split).rows.map((row) => [row.region.code, row.members[0]]);
    expect(placesOf('-region')).toEqual([
      ['18.02', 'L'],
      ['18.02', 'P'],
      ['18.01', 'L'],
      ['18.01', 'P'],
    ]);
  });

  it('puts equal values in the order of codes', () => {
    const codes = pageOf(query('-value'), rowsWith([7, 7, 7]).reverse()).rows.map(({ region }) => region.code);
    expect(codes).toEqual(['18.01', '18.02', '18.03']);
  });
});

describe('paging', () => {
  it('shows every row once in the same order, whatever the order, the values and the size of a page', () => {
    const values = fc.array(fc.option(fc.nat(5)), { maxLength: REGENCIES.length });
    fc.assert(
      fc.property(values, fc.constantFrom(...SORTS), fc.integer({ min: 1, max: 6 }), (list, sort, limit) => {
        const rows = rowsWith(list);
        const seen: ObservationRow[] = [];
        let after: Place | undefined;
        do {
          const page = pageOf(query(sort, { limit }), rows, after);
          seen.push(...page.rows);
          after = page.last;
        } while (after);
        expect(seen).toEqual(pageOf(query(sort), rows).rows);
      }),
    );
  });

  it('goes on behind the last row although that row is gone', () => {
    const rows = rowsWith([1, 2, 3, 4]);
    const { last } = pageOf(query('value', { limit: 2 }), rows);
    expect(valuesOf(pageOf(query('value'), [...rows.slice(0, 1), ...rows.slice(2)], last).rows)).toEqual([3, 4]);
  });
});

describe('a cursor', () => {
  const asked = query('-value', { limit: 2 });
  const place = placeOf(rowsWith([41])[0] as ObservationRow);

  it('gives back the place it was made of', () => {
    expect(placeAtCursor({ ...asked, cursor: cursorAfter(asked, place) })).toEqual(place);
    expect(placeAtCursor(asked)).toBeUndefined();
  });

  it('is refused by another question', () => {
    expect(() => placeAtCursor(query('value', { cursor: cursorAfter(asked, place) }))).toThrow('invalid-query');
  });

  it('is refused when somebody made it up', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.json().map((json) => Buffer.from(json).toString('base64url')),
        ),
        (cursor) => {
          expect(() => placeAtCursor({ ...asked, cursor })).toThrow('invalid-query');
        },
      ),
    );
  });
});
