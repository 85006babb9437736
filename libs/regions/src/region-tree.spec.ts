import { levelOfCode, loadRegions } from './index.js';

const tree = loadRegions();
const codes = (regions: readonly { code: string }[]): string[] => regions.map(({ code }) => code);

describe('the region tree of Lampung', () => {
  it('holds 1 province, 15 regencies and cities, 229 districts and 2,651 villages', () => {
    const counts = (['province', 'regency', 'district', 'village'] as const).map((level) => tree.all(level).length);
    expect(counts).toEqual([1, 15, 229, 2651]);
  });

  it('has 205 kelurahan and 2,446 desa', () => {
    const kinds = tree.all('village').map(({ kind }) => kind);
    expect(kinds.filter((kind) => kind === 'kelurahan')).toHaveLength(205);
    expect(kinds.filter((kind) => kind === 'desa')).toHaveLength(2446);
  });

  // Counts per regency as published with the same decree: districts, kelurahan, desa.
  it.each([
    ['18.01', 17, 4, 256],
    ['18.02', 28, 10, 301],
    ['18.03', 23, 15, 232],
    ['18.04', 15, 5, 131],
    ['18.05', 15, 4, 147],
    ['18.06', 20, 3, 299],
    ['18.07', 24, 0, 264],
    ['18.08', 15, 6, 221],
    ['18.09', 11, 0, 148],
    ['18.10', 9, 5, 126],
    ['18.11', 7, 0, 105],
    ['18.12', 9, 3, 100],
    ['18.13', 11, 2, 116],
    ['18.71', 20, 126, 0],
    ['18.72', 5, 22, 0],
  ])('gives %s its %i districts, %i kelurahan and %i desa', (regency, districts, kelurahan, desa) => {
    const villages = tree.villages(regency);
    expect(tree.children(regency)).toHaveLength(districts);
    expect(villages.filter(({ kind }) => kind === 'kelurahan')).toHaveLength(kelurahan);
    expect(villages.filter(({ kind }) => kind === 'desa')).toHaveLength(desa);
  });

  it.each([
    ['18.09.10.2004', 'Hanura', 'Teluk Pandan', 'Kabupaten Pesawaran', 'Desa'],
    ['18.10.01.2009', 'Podomoro', 'Pringsewu', 'Kabupaten Pringsewu', 'Pekon'],
    ['18.07.15.2001', 'Sribhawono', 'Bandar Sribhawono', 'Kabupaten Lampung Timur', 'Desa'],
    ['18.01.17.2006', 'Cinta Mulya', 'Candipuro', 'Kabupaten Lampung Selatan', 'Desa'],
  ])('finds the Smart Village prototype %s %s', (code, village, district, regency, label) => {
    expect(tree.path(code).map(({ name }) => name)).toEqual(['Lampung', regency, district, village]);
    expect(tree.get(code)?.label).toBe(label);
    expect(tree.regencyOf(code)?.name).toBe(regency);
  });

  it('gives every region but the province a parent that lists it as a child', () => {
    const below = (['regency', 'district', 'village'] as const).flatMap((level) => tree.all(level));
    for (const { code } of below) {
      expect(codes(tree.children(tree.parent(code)?.code ?? ''))).toContain(code);
    }
    expect(tree.parent('18')).toBeUndefined();
  });

  it('tells the level of a region', () => {
    expect(['18', '18.01', '18.01.17', '18.01.17.2006'].map((code) => tree.levelOf(code))).toEqual([
      'province',
      'regency',
      'district',
      'village',
    ]);
  });

  it.each(['', '1', '18.', '1801', '18.1', '18.01.17.206', '18.99', '31.71', '18.01.17.2006.1'])(
    'knows no region %j',
    (code) => {
      expect(tree.get(code)).toBeUndefined();
      expect(tree.levelOf(code)).toBeUndefined();
      expect(tree.regencyOf(code)).toBeUndefined();
      expect([tree.path(code), tree.children(code === '' ? 'none' : code), tree.villages(code)]).toEqual([[], [], []]);
    },
  );

  it('judges the form of a code without asking whether it exists', () => {
    expect(levelOfCode('18.99.99.2999')).toBe('village');
    expect(levelOfCode('18.99.99.29999')).toBeUndefined();
  });

  it('calls villages what their regency calls them', () => {
    const labelIn = (regency: string): string[] =>
      [...new Set(tree.villages(regency).map(({ label }) => label))].sort();
    expect(labelIn('18.12')).toEqual(['Kelurahan', 'Tiyuh']);
    expect(labelIn('18.02')).toEqual(['Kampung', 'Kelurahan']);
    expect(labelIn('18.13')).toEqual(['Kelurahan', 'Pekon']);
    expect(labelIn('18.07')).toEqual(['Desa']);
    expect(labelIn('18.71')).toEqual(['Kelurahan']);
  });

  it('writes names as people do and says which decree it follows', () => {
    expect(tree.get('18.71')).toMatchObject({ name: 'Kota Bandar Lampung', label: 'Kota' });
    expect(tree.edition).toBe('Kepmendagri 300.2.2-2138 Tahun 2025');
  });

  it('is read once', () => {
    expect(loadRegions()).toBe(tree);
  });
});
