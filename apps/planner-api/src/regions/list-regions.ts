import { foldName, type Region, type RegionLevel, type RegionTree } from '@satudata/regions';
import { LEVELS } from '../dimensions/dimensions.js';
import { addressOf } from '../query/address.js';
import { fromOpaque, toOpaque } from '../query/opaque.js';
import { QueryErrors } from '../query/query-errors.js';
import { choiceOf, limitOf } from '../query/query-values.js';
import { nearestRegions } from './nearest-regions.js';
import type { RegionsParameters } from './regions.query.js';

const USUAL_LIMIT = 1_000;

export interface RegionPage {
  readonly regions: readonly Region[];
  readonly total: number;
  /** Address of the next page. */
  readonly next?: string;
}

/** @throws Problem `invalid-query` naming every parameter that was not understood */
export function listRegions(tree: RegionTree, parameters: RegionsParameters): RegionPage {
  const errors = new QueryErrors();
  const { level: written, parent, q, cursor } = parameters;
  const level = written === undefined ? undefined : choiceOf('level', written, LEVELS, errors);
  const limit = limitOf(parameters.limit, errors) ?? USUAL_LIMIT;
  if (parent !== undefined && !tree.get(parent)) {
    errors.add('parent', 'region.unknown', parent, (text) => nearestRegions(tree, text));
  }
  errors.throwIfAny();
  const found = q === undefined ? inTree(tree, level, parent) : searched(tree, q, level, parent);
  const start = startAfter(found, cursor, errors);
  errors.throwIfAny();
  const regions = found.slice(start, start + limit);
  const last = regions.at(-1);
  if (!last || start + limit >= found.length) return { regions, total: found.length };
  const next = addressOf('/v1/regions', { level, parent, q, limit: String(limit), cursor: toOpaque(last.code) });
  return { regions, total: found.length, next };
}

function inTree(tree: RegionTree, level: RegionLevel | undefined, parent: string | undefined): readonly Region[] {
  if (parent !== undefined && level === undefined) return tree.children(parent);
  const levels = level === undefined ? LEVELS : [level];
  const below = parent === undefined ? '' : `${parent}.`;
  return levels.flatMap((each) => tree.all(each).filter(({ code }) => code.startsWith(below)));
}

function searched(tree: RegionTree, q: string, level?: RegionLevel, parent?: string): readonly Region[] {
  if (foldName(q) === '') return [];
  return tree.search(q, { ...(level && { level }), ...(parent && { parent }), limit: Number.POSITIVE_INFINITY });
}

function startAfter(found: readonly Region[], cursor: string | undefined, errors: QueryErrors): number {
  if (cursor === undefined) return 0;
  const last = fromOpaque(cursor);
  const index = found.findIndex(({ code }) => code === last);
  if (index === -1) errors.add('cursor', 'cursor.invalid');
  return index + 1;
}
