import { loadRegions } from '@satudata/regions';
import { topmost, unitsOf } from './units.js';

const tree = loadRegions();

describe('the units of an answer', () => {
  it.each([
    ['18', 'province', 1],
    ['18', 'regency', 15],
    ['18', 'district', 229],
    ['18', 'village', 2_651],
    ['18.01', 'regency', 1],
    ['18.10', 'district', 9],
  ] as const)('below %s at the level %s are %d', (region, level, count) => {
    expect(unitsOf({ regions: [region], level }, tree)).toHaveLength(count);
  });

  it('are the regions themselves without a level, even when one lies inside another', () => {
    expect(unitsOf({ regions: ['18', '18.01'] }, tree).map(({ code }) => code)).toEqual(['18', '18.01']);
  });

  it('appear once although two regions contain them', () => {
    const both = unitsOf({ regions: ['18', '18.01'], level: 'regency' }, tree);
    expect(both.filter(({ code }) => code === '18.01')).toHaveLength(1);
  });

  it('stand in the order of their codes', () => {
    const codes = unitsOf({ regions: ['18'], level: 'village' }, tree).map(({ code }) => code);
    expect(codes).toEqual([...codes].sort());
  });
});

describe('the topmost of some regions', () => {
  it('leave out what another one contains', () => {
    expect(topmost(['18.01', '18.01.04', '18.02.01', '18.71'])).toEqual(['18.01', '18.02.01', '18.71']);
    expect(topmost(['18', '18.01'])).toEqual(['18']);
  });
});
