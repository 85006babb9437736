import { bpsCodeOf, loadRegions, REGENCY_SPLITS, regencyOfBps } from './index.js';

const tree = loadRegions();

describe('the region part of a NIK', () => {
  it('is known for every district of today', () => {
    const unknown = tree.all('district').filter(({ code }) => !tree.nikPrefixKnown(code.replaceAll('.', '')));
    expect(unknown).toEqual([]);
  });

  // Districts that left their regency in a split: seven of Pesawaran, eight of Pringsewu, and so on.
  it.each(['180101', '180103', '180120', '180401', '180417', '180426', '180501', '180528', '180605', '180623'])(
    'is known for the retired district %s',
    (prefix) => {
      expect(tree.get(prefix.replace(/(..)(..)(..)/, '$1.$2.$3'))).toBeUndefined();
      expect(tree.nikPrefixKnown(prefix)).toBe(true);
    },
  );

  it.each(['330201', '317101', '510803', '540101'])('is known for %s of another province', (prefix) => {
    expect(tree.nikPrefixKnown(prefix)).toBe(true);
  });

  it.each(['180199', '180800', '189901', '000000', '990101', '18091', '1809100', '18.09.', 'abcdef', ''])(
    'is unknown for %j',
    (prefix) => {
      expect(tree.nikPrefixKnown(prefix)).toBe(false);
    },
  );

  it.each([
    ['1806', ['18.06', '18.10']],
    ['1801', ['18.01', '18.09']],
    ['1802', ['18.02', '18.07', '18.72']],
    ['1803', ['18.03', '18.08']],
    ['1804', ['18.04', '18.13']],
    ['1805', ['18.05', '18.11', '18.12']],
    ['1810', ['18.10']],
    ['1899', []],
    ['3302', []],
  ])('that starts %s is at home in %j', (prefix, regencies) => {
    expect(tree.regenciesOfNikPrefix(prefix)).toEqual(regencies);
  });

  it('keeps every regency born of a split since 1999 reachable from the one it left', () => {
    expect(REGENCY_SPLITS.length).toBeGreaterThanOrEqual(7);
    for (const { regency, from } of REGENCY_SPLITS) {
      expect(tree.regenciesOfNikPrefix(from.replace('.', ''))).toContain(regency);
    }
  });
});

describe('the BPS code of a regency', () => {
  it('is not the Kemendagri code: 1801 is Lampung Barat for one and Lampung Selatan for the other', () => {
    expect(bpsCodeOf('18.01')).toBe('1803');
    expect(regencyOfBps('1801')).toBe('18.04');
    expect(tree.get('18.04')?.name).toBe('Kabupaten Lampung Barat');
  });

  it('leads back to the same regency for all 15', () => {
    const regencies = tree.all('regency').map(({ code }) => code);
    expect(regencies.map((code) => regencyOfBps(bpsCodeOf(code) ?? ''))).toEqual(regencies);
  });

  it('is unknown for what is no regency', () => {
    expect([bpsCodeOf('18.99'), regencyOfBps('1899')]).toEqual([undefined, undefined]);
  });
});
