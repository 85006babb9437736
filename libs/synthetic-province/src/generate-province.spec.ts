import { createHash } from 'node:crypto';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { generateProvince, type SyntheticVillage } from './index.js';

const AT = '2026-06-30';
const HANURA = { code: '18.09.10.2004', name: 'Hanura', persons: 1500 };
const PODOMORO = { code: '18.10.01.2009', name: 'Podomoro', persons: 1500 };

function digest(seed: string, villages: SyntheticVillage[] = [HANURA, PODOMORO], at = AT): string {
  const hash = createHash('sha256');
  for (const household of generateProvince({ seed, villages, at })) hash.update(JSON.stringify(household));
  return hash.digest('hex');
}

describe('generating a province', () => {
  it('gives the same bytes for the same seed', () => {
    expect(digest('one')).toBe(digest('one'));
  });

  it('gives other people for another seed, village or day', () => {
    const digests = [
      digest('one'),
      digest('two'),
      digest('one', [HANURA]),
      digest('one', [HANURA, PODOMORO], '2026-12-31'),
    ];
    expect(new Set(digests).size).toBe(4);
  });

  it('gives a village the same families whoever its neighbours are', () => {
    const births = (villages: SyntheticVillage[]): string[] =>
      [...generateProvince({ seed: 'one', villages, at: AT })]
        .filter(({ familyCard }) => familyCard.address.village === PODOMORO.code)
        .flatMap(({ persons }) => persons.map(({ name, birthDate }) => `${name} ${birthDate}`));
    expect(births([HANURA, PODOMORO])).toEqual(births([PODOMORO]));
  });

  it('asks for the next village only when the last one is used up', () => {
    const asked: string[] = [];
    function* villages(): Generator<SyntheticVillage> {
      for (const village of [HANURA, PODOMORO]) {
        asked.push(village.code);
        yield village;
      }
    }
    const households = generateProvince({ seed: 'one', villages: villages(), at: AT });
    expect(asked).toEqual([]);
    expect(households.next().value?.familyCard.address.village).toBe(HANURA.code);
    expect(asked).toEqual([HANURA.code]);
  });

  it('refuses a day that does not exist and a village outside Lampung', () => {
    expect(() => digest('one', [HANURA], '2026-02-30')).toThrow('2026-02-30');
    expect(() => digest('one', [{ code: '33.02.01.2001', persons: 10 }])).toThrow('not in Lampung');
  });

  it('takes no more memory for sixty villages than for ten', () => {
    setFlagsFromString('--expose-gc');
    const collect = runInNewContext('gc') as () => void;
    const inUse = (): number => {
      collect();
      const { heapUsed, arrayBuffers } = process.memoryUsage();
      return heapUsed + arrayBuffers;
    };
    const villages = Array.from({ length: 60 }, (_, index) => ({ code: `18.02.01.2${100 + index}`, persons: 1500 }));
    let [persons, afterTen] = [0, 0];
    for (const household of generateProvince({ seed: 'memory', villages, at: AT })) {
      persons += household.persons.length;
      if (afterTen === 0 && persons > 15_000) afterTen = inUse();
    }
    expect(persons).toBe(90_000);
    expect(inUse() - afterTen).toBeLessThan(5_000_000);
  });
});
