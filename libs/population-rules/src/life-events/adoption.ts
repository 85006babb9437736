import type { AdoptionReport } from '@satudata/contracts';
import { ageOn } from './age.js';
import type { Draft } from './draft.js';
import { demand } from './lives.js';
import { regroup, type Regrouping } from './regroup.js';

/** PP 54/2007 art. 12. */
const OF_AGE = 18;

/** A child comes onto the card of an adoptive parent; the parents by blood stay on record. @throws Refusal */
export function adoption(draft: Draft, report: AdoptionReport, regrouping: Regrouping): void {
  const { childNik, adoptiveParentNik, date } = report;
  demand(childNik !== adoptiveParentNik, '/adoptiveParentNik', 'person.twice');
  const child = draft.member(childNik, '/childNik');
  const adoptive = draft.member(adoptiveParentNik, '/adoptiveParentNik');
  demand(child.birthDate <= date, '/date', 'date.before-birth');
  demand(ageOn(child.birthDate, date) < OF_AGE, '/childNik', 'adoption.age');
  demand(adoptive.birthDate < child.birthDate, '/adoptiveParentNik', 'parent.younger');
  regroup(draft, report.cards, { ...regrouping, participants: [childNik, adoptiveParentNik] });
  const after = [childNik, adoptiveParentNik].map((nik) => draft.person(nik)?.kk);
  demand(after[0] !== undefined && after[0] === after[1], '/cards', 'adoption.card');
}
