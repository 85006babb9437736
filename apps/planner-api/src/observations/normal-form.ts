import { createHash } from 'node:crypto';
import { addressOf } from '../query/address.js';
import type { ObservationQuery } from './observation-query.js';

/** A query as the grammar writes it with every default said aloud: two questions with the same meaning look the same. */
export interface NormalForm {
  readonly indicator: string;
  readonly region: string;
  readonly level?: string;
  readonly by?: string;
  readonly where?: string;
  readonly period: string;
  readonly include: string;
  readonly sort: string;
  readonly limit?: string;
  readonly cursor?: string;
  readonly lang: string;
  readonly format: string;
}

export function normalForm(query: ObservationQuery): NormalForm {
  const { level, by, limit, cursor } = query;
  const where = Object.entries(query.where).map(([dimension, members]) => `${dimension}:${members.join(',')}`);
  return {
    indicator: query.indicators.join(','),
    region: query.regions.join(','),
    ...(level && { level }),
    ...(by.length > 0 && { by: by.join(',') }),
    ...(where.length > 0 && { where: where.join(';') }),
    period: 'latest',
    include: query.numden ? 'numden,freshness' : 'freshness',
    sort: query.sort,
    ...(limit !== undefined && { limit: String(limit) }),
    ...(cursor !== undefined && { cursor }),
    lang: query.language,
    format: 'json',
  };
}

/** The address that asks this question again. */
export function addressOfQuery(query: ObservationQuery): string {
  return addressOf('/v1/observations', { ...normalForm(query) });
}

/** Tells questions apart that page through different lists; the size of a page does not matter. */
export function fingerprintOf(query: ObservationQuery): string {
  const { limit: _limit, cursor: _cursor, ...list } = query;
  return createHash('sha256').update(addressOfQuery(list)).digest('base64url').slice(0, 12);
}
