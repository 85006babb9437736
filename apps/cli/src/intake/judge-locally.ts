import { FamilyCardSubmission, PersonSubmission } from '@satudata/contracts';
import { brokenFamilyCardRules, brokenPersonRules, personWarnings } from '@satudata/population-rules';
import { readEntry, type Entry, type Remark } from '@satudata/record-files';
import { loadRegions } from '@satudata/regions';
import type { Pushable } from './entities.js';

/** What can be said of a record without asking the service. */
export interface LocalVerdict {
  errors: readonly Remark[];
  warnings: readonly Remark[];
}

type Judge = (entry: Entry, today: string) => LocalVerdict;

/**
 * The rules of the service that need nothing but the record itself. What it holds already, which office keeps whom and
 * where the sender may write only the service knows.
 */
export const JUDGES = {
  persons: (entry, today) =>
    judge(entry, PersonSubmission, (person) => ({
      village: { pointer: '/residence/address/village', code: person.residence.address.village },
      errors: brokenPersonRules(person, today),
      warnings: personWarnings(person),
    })),
  'family-cards': (entry, today) =>
    judge(entry, FamilyCardSubmission, (card) => ({
      village: { pointer: '/address/village', code: card.address.village },
      errors: brokenFamilyCardRules(card, today),
      warnings: [],
    })),
} as const satisfies Record<Pushable, Judge>;

interface OwnRules extends LocalVerdict {
  village: { pointer: string; code: string };
}

function judge<S extends object>(entry: Entry, type: new () => S, ownRules: (submission: S) => OwnRules): LocalVerdict {
  const read = readEntry(entry, type);
  if (!read.ok) return { errors: read.errors, warnings: [] };
  const { village, errors, warnings } = ownRules(read.submission);
  const isKnown = loadRegions().get(village.code) !== undefined;
  if (!isKnown) return { errors: [{ pointer: village.pointer, rule: 'region.unknown' }], warnings: [] };
  return errors.length > 0 ? { errors, warnings: [] } : { errors, warnings: [...read.warnings, ...warnings] };
}
