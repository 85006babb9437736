import type {
  AdoptionReport,
  BirthReport,
  CorrectionReport,
  CoupleReport,
  DeathReport,
  EventPerson,
  EventRole,
  NameChangeReport,
  RecognitionReport,
  StillbirthReport,
} from '@satudata/contracts';
import type { RegistryFinding } from '../registry-rules.js';
import { adoption } from './adoption.js';
import { birth } from './birth.js';
import { correction, nameChange } from './changed-elements.js';
import { death } from './death.js';
import { divorce } from './divorce.js';
import { Draft } from './draft.js';
import { demand, Refusal, type Consequence, type Lives } from './lives.js';
import { marriage } from './marriage.js';
import { recognition } from './recognition.js';
import { brokenReportRules } from './report.rules.js';

/** A report of a vital event, by its kind. */
export type LifeEvent =
  | { readonly kind: 'birth'; readonly report: BirthReport }
  | { readonly kind: 'death'; readonly report: DeathReport }
  | { readonly kind: 'stillbirth'; readonly report: StillbirthReport }
  | { readonly kind: 'marriage' | 'divorce'; readonly report: CoupleReport }
  | { readonly kind: 'adoption'; readonly report: AdoptionReport }
  | { readonly kind: 'recognition'; readonly report: RecognitionReport }
  | { readonly kind: 'name-change'; readonly report: NameChangeReport }
  | { readonly kind: 'correction'; readonly report: CorrectionReport };

export interface EventContext {
  /** Civil day in Lampung. */
  readonly today: string;
  readonly newPersonId: string;
  readonly newCardId: (n: number) => string;
}

export type LifeDecision =
  | { readonly allowed: true; readonly consequence: Consequence }
  | { readonly allowed: false; readonly findings: readonly RegistryFinding[] };

/** What follows from a reported event in this state, or the named rules that forbid it. */
export function decideLifeEvent(lives: Lives, event: LifeEvent, context: EventContext): LifeDecision {
  const broken = brokenReportRules(event.kind, event.report, context.today);
  if (broken.length > 0) return { allowed: false, findings: broken };
  const draft = new Draft(lives);
  try {
    const roles = apply(draft, event, context);
    return { allowed: true, consequence: { persons: draft.persons, cards: draft.cards, roles } };
  } catch (error) {
    if (error instanceof Refusal) return { allowed: false, findings: error.findings };
    throw error;
  }
}

function apply(draft: Draft, event: LifeEvent, { today, newPersonId, newCardId }: EventContext): EventPerson[] {
  const { date, reportedOn } = event.report;
  const regrouping = { on: date, issuedOn: reportedOn, newCardId };
  switch (event.kind) {
    case 'birth': {
      const { child } = event.report;
      birth(draft, event.report, { ...regrouping, id: newPersonId });
      return roles({ child: child.nik, mother: child.motherNik, father: child.fatherNik });
    }
    case 'death': {
      const widowed = death(draft, event.report, regrouping);
      const spouses = widowed.map((nik): EventPerson => ({ nik, role: 'spouse' }));
      return [{ nik: event.report.nik, role: 'deceased' }, ...spouses];
    }
    case 'stillbirth':
      demand(draft.resident(event.report.motherNik, '/motherNik').sex === 'P', '/motherNik', 'parent.sex');
      return roles({ mother: event.report.motherNik });
    case 'marriage':
      marriage(draft, event.report, regrouping);
      return roles({ husband: event.report.husbandNik, wife: event.report.wifeNik });
    case 'divorce':
      divorce(draft, event.report, regrouping);
      return roles({ husband: event.report.husbandNik, wife: event.report.wifeNik });
    case 'adoption':
      adoption(draft, event.report, regrouping);
      return roles({ child: event.report.childNik, 'adoptive-parent': event.report.adoptiveParentNik });
    case 'recognition':
      recognition(draft, event.report);
      return roles({ child: event.report.childNik, father: event.report.fatherNik });
    case 'name-change':
      nameChange(draft, event.report);
      return roles({ subject: event.report.nik });
    case 'correction':
      correction(draft, event.report, today);
      return roles({ subject: event.report.nik });
  }
}

function roles(named: { readonly [Role in EventRole]?: string | undefined }): EventPerson[] {
  return Object.entries(named).flatMap(([role, nik]) => (nik === undefined ? [] : [{ nik, role: role as EventRole }]));
}
