import { loadRegions } from './index.js';

const tree = loadRegions();
const names = (regions: readonly { name: string }[]): string[] => regions.map(({ name }) => name);

describe('searching a region', () => {
  it.each(['Tulangbawang', 'tulang bawang', 'TULANG-BAWANG', 'Kab. Tulang Bawang', 'tülang  bawang'])(
    'finds Kabupaten Tulang Bawang first by %j',
    (query) => {
      expect(tree.search(query)[0]?.code).toBe('18.05');
    },
  );

  it('puts the whole name before longer names that begin with it', () => {
    expect(names(tree.search('Tulang Bawang', { level: 'regency' }))).toEqual([
      'Kabupaten Tulang Bawang',
      'Kabupaten Tulang Bawang Barat',
    ]);
  });

  it.each([
    ['sumberejo', 'sumber rejo'],
    ['Sidodadi', 'Sido Dadi'],
    ['Sukamaju', 'SUKA MAJU'],
  ])('finds the same villages by %j as by %j', (one, other) => {
    const found = tree.search(one, { level: 'village', limit: 100 });
    expect(found).toEqual(tree.search(other, { level: 'village', limit: 100 }));
    expect(new Set(found.map(({ code }) => code.slice(0, 5))).size).toBeGreaterThan(1);
  });

  it('puts names that begin with the words before names that hold them', () => {
    const found = names(tree.search('agung', { level: 'village', limit: 1000 })).map((name) => name.toLowerCase());
    const first = found.findIndex((name) => !name.startsWith('agung'));
    expect(first).toBeGreaterThan(0);
    expect(found.slice(first).filter((name) => name.startsWith('agung'))).toEqual([]);
  });

  it('stays below the parent asked for', () => {
    const found = tree.search('Sidodadi', { parent: '18.09', limit: 100 });
    expect(found.length).toBeGreaterThan(0);
    expect(found.every(({ code }) => code.startsWith('18.09.'))).toBe(true);
  });

  it('keeps the limit', () => {
    expect(tree.search('su', { limit: 7 })).toHaveLength(7);
    expect(tree.search('su')).toHaveLength(20);
  });

  it('takes the beginning of a code, dotted or not', () => {
    expect(tree.search('18.09.10.2004')[0]?.name).toBe('Hanura');
    expect(tree.search('180910', { limit: 1 })[0]?.name).toBe('Teluk Pandan');
    expect(tree.search('18.09.10', { level: 'village', limit: 50 })).toHaveLength(tree.children('18.09.10').length);
  });

  it('finds nothing for a name that is not in Lampung', () => {
    expect(tree.search('Wonogiri Kidul Sekali')).toEqual([]);
  });
});
