import type { CorrectionReport, NameChangeReport } from '@satudata/contracts';
import type { Draft } from './draft.js';
import { demand } from './lives.js';
import { hasEvidence } from './report.rules.js';

/** A court lets somebody have another name (UU 23/2006 art. 52). @throws Refusal */
export function nameChange(draft: Draft, { nik, name }: NameChangeReport): void {
  const person = draft.resident(nik, '/nik');
  demand(person.name !== name, '/name', 'change.nothing');
  draft.change(nik, 'person.renamed', { name });
}

/**
 * Elements are put right on a document (UU 23/2006 art. 71); the sex only by ruling of a court. Neither sex nor date of
 * birth ever changes the NIK (PP 40/2019 art. 30). @throws Refusal
 */
export function correction(draft: Draft, report: CorrectionReport, today: string): void {
  const { nik, elements } = report;
  const person = draft.resident(nik, '/nik');
  // What a report leaves out is undefined in it, which is no correction.
  const stated = Object.entries(elements).filter(([, value]) => value !== undefined);
  const isNews = stated.some(
    ([name, value]) => JSON.stringify(person[name as keyof typeof person]) !== JSON.stringify(value),
  );
  demand(isNews, '/elements', 'change.nothing');
  const isRuled = hasEvidence(report, ['court-ruling']);
  demand(isRuled || elements.sex === undefined || elements.sex === person.sex, '/evidence', 'event.evidence');
  demand(elements.birthDate === undefined || elements.birthDate <= today, '/elements/birthDate', 'date.future');
  draft.change(nik, 'person.corrected', Object.fromEntries(stated));
}
