import { Problem, type Caller } from '@satudata/service-kit';

/** People move between regencies: a check that saw one of them only would take what lies elsewhere for missing. */
export function requireProvince(caller: Caller): void {
  if (!caller.scope.regions.includes('18')) throw new Problem('outside-region');
}
