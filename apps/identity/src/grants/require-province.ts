import { Problem, type Caller } from '@satudata/service-kit';

/** A grant may reach any region, so whoever keeps them must be trusted with all. */
export function requireProvince({ scope }: Caller): void {
  if (!scope.regions.includes('18')) throw new Problem('outside-region');
}
