import type { PersonSubmission } from '@satudata/contracts';
import { changedInFuture } from './changed-in-future.js';
import { finding, type RegistryFinding } from './registry-rules.js';

/** What is wrong with a pushed person whatever is held of them; `today` is the civil day in Lampung. */
export function brokenPersonRules(person: PersonSubmission, today: string): RegistryFinding[] {
  const { birthDate, deathDate, residence, status } = person;
  const found: RegistryFinding[] = [];
  if (birthDate > today) found.push(finding('/birthDate', 'date.future'));
  if (residence.since > today) found.push(finding('/residence/since', 'date.future'));
  if (status === 'deceased' && deathDate === undefined) found.push(finding('/deathDate', 'death.date-missing'));
  if (status !== 'deceased' && deathDate !== undefined) found.push(finding('/deathDate', 'death.status'));
  if (deathDate !== undefined && deathDate > today) found.push(finding('/deathDate', 'date.future'));
  if (deathDate !== undefined && deathDate < birthDate) found.push(finding('/deathDate', 'date.before-birth'));
  return [...found, ...changedInFuture(person, today)];
}
