import { regencyOf } from '@satudata/contracts';
import { loadRegions } from '@satudata/regions';
import type { Scope } from '@satudata/service-kit';
import type { Finding } from './verdict.js';

/** Is this a village that exists, and may this sender speak for it? */
export function checkPlace(village: string, pointer: string, scope: Scope): Finding | undefined {
  if (loadRegions().get(village) === undefined) return { pointer, rule: 'region.unknown' };
  const regency = regencyOf(village);
  const inside = scope.regions.some((region) => regency === region || regency.startsWith(`${region}.`));
  return inside ? undefined : { pointer, rule: 'region.scope' };
}
