import type { RegionLevel, RegionTree } from '@satudata/regions';
import { DIMENSIONS, LEVELS, SPLITS, type SplitId } from '../dimensions/dimensions.js';
import { INDICATOR_IDS, isIndicatorId, indicator, type IndicatorId } from '../indicators/indicators.js';
import { QueryErrors, type QueryError } from '../query/query-errors.js';
import { choiceOf, limitOf, listOf } from '../query/query-values.js';
import { nearestRegions } from '../regions/nearest-regions.js';
import { LANGUAGES } from '../regions/region-name.js';
import { SORTS, type ObservationQuery } from './observation-query.js';
import type { ObservationsParameters } from './observations.query.js';

/** Parts of the grammar that need history, releases or comparison columns. */
const LATER = [
  'asOf',
  'knownAt',
  'release',
  'geography',
  'compare',
] as const satisfies (keyof ObservationsParameters)[];
const INCLUDES = ['numden', 'freshness'] as const;
const FORMATS_LATER = ['csv', 'xlsx', 'parquet', 'geojson', 'json-stat'];

export type ParsedObservations =
  | { readonly ok: true; readonly query: ObservationQuery }
  | { readonly ok: false; readonly errors: readonly QueryError[] };

/**
 * The grammar of `GET /v1/observations`: commas list, `;` joins, `:` binds, `-` descends.
 * @param home the regions meant when none is named: where the asker is at home
 */
export function parseObservations(
  parameters: ObservationsParameters,
  tree: RegionTree,
  home: readonly string[],
): ParsedObservations {
  const errors = new QueryErrors();
  for (const name of LATER) if (parameters[name] !== undefined) errors.add(name, 'not-available-yet');
  if (parameters.period !== undefined && parameters.period !== 'latest') errors.add('period', 'not-available-yet');
  choiceOf('format', parameters.format ?? 'json', ['json'], errors, FORMATS_LATER);
  const regions = regionsOf(parameters.region, tree, home, errors);
  const level = levelOf(parameters.level, regions, tree, errors);
  const limit = limitOf(parameters.limit, errors);
  const { cursor } = parameters;
  const query: ObservationQuery = {
    indicators: indicatorsOf(parameters.indicator, errors),
    regions,
    ...(level && { level }),
    by: splitsOf(parameters.by, errors),
    where: whereOf(parameters.where, errors),
    numden: includesOf(parameters.include, errors).includes('numden'),
    sort: choiceOf('sort', parameters.sort ?? 'region', SORTS, errors) ?? 'region',
    ...(limit !== undefined && { limit }),
    ...(cursor !== undefined && { cursor }),
    language: choiceOf('lang', parameters.lang ?? 'id', LANGUAGES, errors) ?? 'id',
  };
  refuseForeignSplits(query, errors);
  return errors.list.length > 0 ? { ok: false, errors: errors.list } : { ok: true, query };
}

function indicatorsOf(written: string | undefined, errors: QueryErrors): IndicatorId[] {
  if (written === undefined) {
    errors.add('indicator', 'required');
    return [];
  }
  return listOf(written).filter((id): id is IndicatorId => {
    const known = isIndicatorId(id);
    if (!known) errors.add('indicator', 'indicator.unknown', id, INDICATOR_IDS);
    return known;
  });
}

function regionsOf(
  written: string | undefined,
  tree: RegionTree,
  home: readonly string[],
  errors: QueryErrors,
): string[] {
  const codes = written === undefined ? home : listOf(written);
  for (const code of codes) {
    if (!tree.get(code)) errors.add('region', 'region.unknown', code, (text) => nearestRegions(tree, text));
  }
  return codes.filter((code) => tree.get(code)).sort();
}

function levelOf(
  written: string | undefined,
  regions: readonly string[],
  tree: RegionTree,
  errors: QueryErrors,
): RegionLevel | undefined {
  if (written === undefined) return undefined;
  const level = choiceOf('level', written, LEVELS, errors);
  if (level === undefined) return undefined;
  const depth = (of: RegionLevel | undefined) => LEVELS.findIndex((candidate) => candidate === of);
  const tooLow = regions.find((code) => depth(tree.levelOf(code)) > depth(level));
  if (tooLow !== undefined) errors.add('level', 'level.above-region', tooLow);
  return level;
}

function splitsOf(written: string | undefined, errors: QueryErrors): SplitId[] {
  if (written === undefined) return [];
  return listOf(written).filter((id): id is SplitId => isSplit('by', id, errors));
}

function isSplit(parameter: string, id: string, errors: QueryErrors): id is SplitId {
  const known = (SPLITS as readonly string[]).includes(id);
  if (!known) errors.add(parameter, 'dimension.unknown', id, SPLITS);
  return known;
}

/** `sex:P` -> `{ sex: ['P'] }` */
function whereOf(written: string | undefined, errors: QueryErrors): ObservationQuery['where'] {
  const where: Partial<Record<SplitId, readonly string[]>> = {};
  for (const part of written?.split(';') ?? []) {
    const [id = '', ...members] = part.trim().split(':');
    if (!isSplit('where', id, errors)) continue;
    if (where[id]) errors.add('where', 'dimension.repeated', id);
    where[id] = membersOf(id, members.join(':'), errors);
  }
  return where;
}

function membersOf(dimension: SplitId, written: string, errors: QueryErrors): string[] {
  const valid: string[] = DIMENSIONS[dimension].members.map(({ id }) => id);
  const members = listOf(written);
  for (const member of members) if (!valid.includes(member)) errors.add('where', 'member.unknown', member, valid);
  return members.sort();
}

function includesOf(written: string | undefined, errors: QueryErrors): string[] {
  if (written === undefined) return [];
  return listOf(written).filter((name) => choiceOf('include', name, INCLUDES, errors, ['quality', 'lineage']));
}

/** Families have no sex: a split that an indicator does not know would only repeat or invent numbers. */
function refuseForeignSplits({ indicators, by, where }: ObservationQuery, errors: QueryErrors): void {
  const foreignTo = (split: SplitId) => indicators.find((id) => !indicator(id).dimensions.includes(split));
  const fitting = (split: SplitId) => INDICATOR_IDS.filter((id) => indicator(id).dimensions.includes(split));
  const refuse = (parameter: string, split: SplitId) => {
    const stranger = foreignTo(split);
    if (stranger) errors.add(parameter, 'dimension.not-of-indicator', stranger, () => fitting(split));
  };
  for (const split of by) refuse('by', split);
  for (const split of Object.keys(where) as SplitId[]) refuse('where', split);
}
