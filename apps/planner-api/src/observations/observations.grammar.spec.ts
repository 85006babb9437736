import { loadRegions } from '@satudata/regions';
import fc from 'fast-check';
import { QUERY_RULES } from '../query/query-rules.js';
import { addressOfQuery } from './normal-form.js';
import { parseObservations, type ParsedObservations } from './observations.grammar.js';
import type { ObservationQuery } from './observation-query.js';
import { ObservationsParameters } from './observations.query.js';

const tree = loadRegions();
const HOME = ['18.01'];

function parse(query: string): ParsedObservations {
  return parseObservations(Object.fromEntries(new URLSearchParams(query)), tree, HOME);
}

function understood(query: string): ObservationQuery {
  const parsed = parse(query);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.errors));
  return parsed.query;
}

/** `parameter: rule (nearest)` of every error. */
function complaints(query: string): string[] {
  const parsed = parse(query);
  return parsed.ok
    ? []
    : parsed.errors.map(({ parameter, rule, nearest }) => `${parameter}: ${rule} (${nearest ?? ''})`);
}

describe('the query grammar', () => {
  it('reads a question with every part', () => {
    expect(
      understood(
        'indicator=pop.total&region=18.02,18.01&level=district&by=sex&where=sex:P,L&period=latest' +
          '&include=numden,freshness&sort=-value&limit=1000&cursor=abc&lang=en&format=json',
      ),
    ).toEqual({
      indicators: ['pop.total'],
      regions: ['18.01', '18.02'],
      level: 'district',
      by: ['sex'],
      where: { sex: ['L', 'P'] },
      numden: true,
      sort: '-value',
      limit: 1_000,
      cursor: 'abc',
      language: 'en',
    });
  });

  it('fills in the asker’s own region, the order of codes and Indonesian', () => {
    expect(understood('indicator=pop.families')).toEqual({
      indicators: ['pop.families'],
      regions: ['18.01'],
      by: [],
      where: {},
      numden: false,
      sort: 'region',
      language: 'id',
    });
  });

  it('names each thing once, whatever the asker repeats', () => {
    const { indicators, regions } = understood('indicator=pop.total,pop.families,pop.total&region=18.02,18.02');
    expect([indicators, regions]).toEqual([['pop.total', 'pop.families'], ['18.02']]);
  });

  it.each(['asOf=2026-06-30', 'knownAt=2026-07-05T00:00:00Z', 'release=2026Q2', 'geography=nominal', 'compare=parent'])(
    'names %s as not available yet',
    (part) => {
      expect(complaints(`indicator=pop.total&${part}`)).toEqual([`${part.split('=')[0]}: not-available-yet ()`]);
    },
  );

  it.each(['period=2026-06', 'period=2025-01..2026-06', 'period=last12m', 'include=quality', 'format=csv'])(
    'names %s as not available yet',
    (part) => {
      expect(complaints(`indicator=pop.total&${part}`)).toEqual([`${part.split('=')[0]}: not-available-yet ()`]);
    },
  );

  it.each([
    ['', 'indicator: required ()'],
    ['indicator=pop.totl', 'indicator: indicator.unknown (pop.total)'],
    ['indicator=pop.total,', 'indicator: indicator.unknown (pop.total,pop.families,pop.household_size)'],
    ['indicator=pop.total&region=1802', 'region: region.unknown (18.02'],
    ['indicator=pop.total&region=18.2', 'region: region.unknown (18.02'],
    ['indicator=pop.total&region=18.01.99', 'region: region.unknown (18.01'],
    ['indicator=pop.total&region=81', 'region: region.unknown (18)'],
    ['indicator=pop.total&region=Pringsewu', 'region: region.unknown (18.10'],
    ['indicator=pop.total&by=sexe', 'by: dimension.unknown (sex)'],
    ['indicator=pop.total&by=level', 'by: dimension.unknown (sex)'],
    ['indicator=pop.total&where=sex:p', 'where: member.unknown (P)'],
    ['indicator=pop.total&where=sex', 'where: member.unknown (L,P)'],
    ['indicator=pop.total&where=sex:L;sex:P', 'where: dimension.repeated ()'],
    ['indicator=pop.total&where=age5:15-19', 'where: dimension.unknown (sex)'],
    ['indicator=pop.families&by=sex', 'by: dimension.not-of-indicator (pop.total)'],
    ['indicator=pop.household_size&where=sex:P', 'where: dimension.not-of-indicator (pop.total)'],
    ['indicator=pop.total&level=distrik', 'level: value.unknown (district)'],
    ['indicator=pop.total&region=18.01.04&level=regency', 'level: level.above-region ()'],
    ['indicator=pop.total&sort=values', 'sort: value.unknown (-value,value)'],
    ['indicator=pop.total&limit=0', 'limit: limit.range ()'],
    ['indicator=pop.total&limit=50001', 'limit: limit.range ()'],
    ['indicator=pop.total&limit=1e3', 'limit: limit.range ()'],
    ['indicator=pop.total&lang=jv', 'lang: value.unknown (id,en)'],
    ['indicator=pop.total&include=numdem', 'include: value.unknown (numden)'],
  ])('%s is told as %s', (query, complaint) => {
    const found = complaints(query);
    expect(found).toHaveLength(1);
    expect(found[0]).toContain(complaint);
  });

  it('tells everything that is wrong at once', () => {
    expect(complaints('region=18.99&by=age&limit=x').map((line) => line.split(':')[0])).toEqual([
      'region',
      'limit',
      'indicator',
      'by',
    ]);
  });

  it('does not give back a number that may be a NIK', () => {
    expect(JSON.stringify(parse('indicator=pop.total&region=1801014502850001'))).not.toContain('1801014502850001');
  });

  it('stops at twenty errors', () => {
    const regions = Array.from({ length: 500 }, (_, index) => `77.${index}`).join(',');
    expect(complaints(`indicator=pop.total&region=${regions}`)).toHaveLength(20);
  });
});

/** Pieces of the grammar and pieces of anything, in any order: near misses are where parsers break. */
const piece = fc.oneof(
  fc.constantFrom('pop.total', 'sex', 'L', 'P', '18', '18.02', 'district', 'latest', ',', ';', ':', '-', '..', ' ', ''),
  fc.constantFrom('__proto__', 'constructor', 'toString', 'value', '-value', 'numden', '999999999999999999999'),
  fc.string({ unit: 'binary', maxLength: 8 }),
);
const text = fc.array(piece, { maxLength: 6 }).map((pieces) => pieces.join(''));
const PARAMETERS: (keyof ObservationsParameters)[] = [
  ...(['indicator', 'region', 'level', 'by', 'where', 'period', 'include', 'sort', 'limit', 'cursor', 'lang'] as const),
  ...(['format', 'asOf', 'knownAt', 'release', 'geography', 'compare'] as const),
];
const anyParameters = fc.record(
  Object.fromEntries(PARAMETERS.map((name) => [name, text])) as Record<keyof ObservationsParameters, typeof text>,
  { requiredKeys: [] },
);

describe('any query string', () => {
  it('is understood, or answered with named errors, and never throws', () => {
    fc.assert(
      fc.property(anyParameters, (parameters) => {
        const parsed = parseObservations(parameters, tree, HOME);
        if (parsed.ok) return parsed.query.indicators.length > 0 && parsed.query.regions.length > 0;
        return parsed.errors.length > 0 && parsed.errors.every(({ rule, id, en }) => rule in QUERY_RULES && id && en);
      }),
      { numRuns: 3_000 },
    );
  });

  const someOf = <T>(...values: T[]) => fc.subarray(values, { minLength: 1 });
  const lawful = fc.record({
    indicators: fc.constant(['pop.total' as const]),
    regions: someOf('18.01', '18.02', '18.71').map((codes) => codes.sort()),
    level: fc.constantFrom('regency' as const, 'district' as const, 'village' as const),
    by: fc.subarray(['sex' as const]),
    where: fc.oneof(
      fc.constant({}),
      someOf('L', 'P').map((sex) => ({ sex })),
    ),
    numden: fc.boolean(),
    sort: fc.constantFrom('region' as const, '-value' as const),
    limit: fc.integer({ min: 1, max: 50_000 }),
    language: fc.constantFrom('id' as const, 'en' as const),
  });

  it('that is a normal form means what it was made from', () => {
    fc.assert(
      fc.property(lawful, (query) => {
        const [, search = ''] = addressOfQuery(query).split('?');
        expect(understood(search)).toEqual(query);
      }),
      { numRuns: 200 },
    );
  });
});
