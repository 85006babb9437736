import { FamilyCardSubmission, PERSON_COLUMNS, PersonSubmission } from '@satudata/contracts';
import type { RecordForm } from '@satudata/record-files';

/** What can be pushed, by the name it has in addresses: the service that takes it, and what its records are. */
export const PUSHABLE = {
  persons: { service: 'population-registry', form: { submission: PersonSubmission, columns: PERSON_COLUMNS } },
  'family-cards': { service: 'population-registry', form: { submission: FamilyCardSubmission } },
} as const satisfies Record<string, { service: string; form: RecordForm }>;

export type Pushable = keyof typeof PUSHABLE;

export const isPushable = (name: string): name is Pushable => Object.hasOwn(PUSHABLE, name);
