import { loadRegions } from '@satudata/regions';
import { tableOf } from './columns.js';
import type { ObservationQuery } from './observation-query.js';
import { rowsOf } from './rows.js';
import { unitsOf } from './units.js';

const tree = loadRegions();
const QUERY: ObservationQuery = {
  indicators: ['pop.total'],
  regions: ['18.01', '18.71'],
  by: [],
  where: {},
  numden: false,
  sort: 'region',
  language: 'id',
};
const SUMS = new Map([['18.01', { persons: { L: 10, P: 12 }, families: 6 }]]);

function table(more: Partial<ObservationQuery>) {
  const query = { ...QUERY, ...more };
  return tableOf(query, rowsOf(query, unitsOf(query, tree), SUMS));
}

describe('the table of an answer', () => {
  it('holds each value with its status in the next column', () => {
    const { columns, rows } = table({});
    expect(columns.map(({ id }) => id)).toEqual(['region', 'region_name', 'pop.total', 'pop.total_status']);
    expect(rows).toEqual([
      ['18.01', 'Kabupaten Lampung Selatan', 22, 'A'],
      ['18.71', 'Kota Bandar Lampung', null, 'NR'],
    ]);
  });

  it('has a row for each member of a split, reported or not', () => {
    expect(table({ by: ['sex'] }).rows).toEqual([
      ['18.01', 'Kabupaten Lampung Selatan', 'L', 10, 'A'],
      ['18.01', 'Kabupaten Lampung Selatan', 'P', 12, 'A'],
      ['18.71', 'Kota Bandar Lampung', 'L', null, 'NR'],
      ['18.71', 'Kota Bandar Lampung', 'P', null, 'NR'],
    ]);
  });

  it('sums only the members that were chosen', () => {
    expect(table({ where: { sex: ['P'] } }).rows[0]?.[2]).toBe(12);
  });

  it('shows the two parts of a ratio when asked', () => {
    const { columns, rows } = table({ indicators: ['pop.household_size'], numden: true });
    expect(columns.slice(4).map(({ id }) => id)).toEqual([
      'pop.household_size_numerator',
      'pop.household_size_denominator',
    ]);
    expect(rows[0]?.slice(4)).toEqual([22, 6]);
  });

  it('names the kind of region in the language asked, never the name', () => {
    expect(table({ language: 'en' }).rows.map(([, name]) => name)).toEqual([
      'Lampung Selatan Regency',
      'Bandar Lampung City',
    ]);
  });

  it('has labels in both languages on every column', () => {
    for (const { label } of table({ by: ['sex'], numden: false }).columns) {
      expect(label.id).not.toBe('');
      expect(label.en).not.toBe('');
    }
  });
});
