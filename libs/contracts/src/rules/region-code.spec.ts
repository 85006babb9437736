import { isRegionCode, isVillageCode, regencyOf } from './region-code.js';

describe('a region code', () => {
  it.each(['18', '18.09', '18.09.10', '18.09.10.2004'])('%s has the form of Kemendagri', (code) =>
    expect(isRegionCode(code)).toBe(true),
  );

  it.each(['1809', '18.9', '18.09.', '18.09.10.004', '1809102004', '18.09.10.2004.1', '', '18,09'])(
    '"%s" has not',
    (code) => expect(isRegionCode(code)).toBe(false),
  );

  it('of a village has all four parts', () => {
    expect(isVillageCode('18.09.10.2004')).toBe(true);
    expect(isVillageCode('18.09.10')).toBe(false);
    expect(isVillageCode(18)).toBe(false);
  });

  it('names its regency', () => {
    expect(regencyOf('18.09.10.2004')).toBe('18.09');
  });
});
