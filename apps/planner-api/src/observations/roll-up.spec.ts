import fc from 'fast-check';
import { loadRegions } from '@satudata/regions';
import { countsFor, rollUp, together } from './roll-up.js';

const tree = loadRegions();
const BOTH = ['L', 'P'] as const;

describe('rolling villages up', () => {
  const villages = {
    population: [
      { village: '18.01.04.2001', sex: 'L' as const, persons: 10 },
      { village: '18.01.04.2001', sex: 'P' as const, persons: 12 },
      { village: '18.01.05.2001', sex: 'L' as const, persons: 5 },
    ],
    families: [{ village: '18.01.04.2001', families: 6 }],
  };

  it('sums each unit for itself, overlapping or not', () => {
    const sums = rollUp(villages, ['18', '18.01.04', '18.01.05', '18.02']);
    expect(sums.get('18')).toEqual({ persons: { L: 15, P: 12 }, families: 6 });
    expect(sums.get('18.01.04')).toEqual({ persons: { L: 10, P: 12 }, families: 6 });
    expect(sums.get('18.01.05')).toEqual({ persons: { L: 5, P: 0 } });
  });

  it('leaves a unit empty in which no village reported', () => {
    expect(rollUp(villages, ['18.02']).get('18.02')).toEqual({});
    expect(countsFor({}, BOTH)).toEqual({});
  });

  it('keeps a reported zero', () => {
    const sums = rollUp({ population: [{ village: '18.01.04.2001', sex: 'P', persons: 0 }], families: [] }, ['18.01']);
    expect(countsFor(sums.get('18.01') ?? {}, BOTH)).toEqual({ persons: 0 });
  });

  it('chooses sexes', () => {
    const unit = { persons: { L: 10, P: 12 }, families: 6 };
    expect(countsFor(unit, ['P'])).toEqual({ persons: 12, families: 6 });
    expect(countsFor(unit, BOTH).persons).toBe(22);
  });

  it('gives every level the same province, whatever the villages report', () => {
    const village = fc.constantFrom(...tree.all('village').map(({ code }) => code));
    const persons = fc.record({ village, sex: fc.constantFrom('L' as const, 'P' as const), persons: fc.nat(9_999) });
    const families = fc.record({ village, families: fc.nat(9_999) });
    fc.assert(
      fc.property(fc.array(persons), fc.array(families), (population, cards) => {
        const counts = { population, families: cards };
        const [province, ...levels] = (['province', 'regency', 'district', 'village'] as const).map((level) => {
          const units = tree.all(level).map(({ code }) => code);
          return together(rollUp(counts, units).values());
        });
        for (const level of levels) expect(level).toEqual(province);
      }),
      { numRuns: 40 },
    );
  });
});
