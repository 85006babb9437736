import { loadRegions } from '@satudata/regions';
import { Problem, type ParameterError } from '@satudata/service-kit';
import { listRegions } from './list-regions.js';
import type { RegionsParameters } from './regions.query.js';

const tree = loadRegions();
const codes = (parameters: RegionsParameters) => listRegions(tree, parameters).regions.map(({ code }) => code);

describe('the list of regions', () => {
  it.each([
    [{ level: 'province' }, 1],
    [{ level: 'regency' }, 15],
    [{ level: 'district' }, 229],
    [{ level: 'village' }, 2_651],
    [{}, 2_896],
    [{ parent: '18' }, 15],
    [{ parent: '18', level: 'district' }, 229],
    [{ parent: '18.09.10.2004' }, 0],
  ] as const)('%j finds %d', (parameters, total) => {
    expect(listRegions(tree, parameters).total).toBe(total);
  });

  it('finds names however spaced, inside a region and at a level', () => {
    expect(codes({ q: 'tulangbawang', level: 'regency' })[0]).toBe('18.05');
    expect(codes({ q: 'hanura', parent: '18.09' })).toEqual(['18.09.10.2004']);
    expect(codes({ q: 'hanura', parent: '18.01' })).toEqual([]);
  });

  it('finds nothing for signs without a letter', () => {
    expect(codes({ q: '!?' })).toEqual([]);
  });

  it.each([{ level: 'village' }, { q: 'suka' }, { parent: '18', level: 'district' }])(
    'pages through %j without a gap or a repeat',
    (parameters) => {
      const seen: string[] = [];
      let next: RegionsParameters | undefined = { ...parameters, limit: '170' };
      while (next) {
        const page = listRegions(tree, next);
        seen.push(...page.regions.map(({ code }) => code));
        next =
          page.next === undefined
            ? undefined
            : (Object.fromEntries(new URLSearchParams(page.next.split('?')[1])) as RegionsParameters);
      }
      const whole = listRegions(tree, { ...parameters, limit: '50000' });
      expect(seen).toEqual(whole.regions.map(({ code }) => code));
      expect(whole.next).toBeUndefined();
    },
  );

  it('says how many there are when it shows fewer', () => {
    expect(listRegions(tree, { level: 'village' })).toMatchObject({ total: 2_651, next: expect.any(String) });
    expect(codes({ level: 'village' })).toHaveLength(1_000);
  });

  it.each([
    [{ level: 'kecamatan' }, 'level', 'value.unknown'],
    [{ parent: '1809' }, 'parent', 'region.unknown'],
    [{ limit: '-1' }, 'limit', 'limit.range'],
    [{ cursor: 'abc' }, 'cursor', 'cursor.invalid'],
  ])('%j is refused', (parameters, parameter, rule) => {
    expect(errorsOf(parameters)).toMatchObject([{ parameter, rule }]);
  });
});

function errorsOf(parameters: RegionsParameters): readonly ParameterError[] {
  try {
    listRegions(tree, parameters);
  } catch (error) {
    if (error instanceof Problem) return error.details.errors as readonly ParameterError[];
  }
  return [];
}
