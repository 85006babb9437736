import type { CoupleReport, Person } from '@satudata/contracts';
import type { Draft } from './draft.js';
import { demand } from './lives.js';
import { couple } from './marriage.js';
import { regroup, type Regrouping } from './regroup.js';

const MARRIED = '2';
const DIVORCED = '3';
const WIFE = '3';

/** A court ends a marriage; the report states the cards among which the family is divided. @throws Refusal */
export function divorce(draft: Draft, report: CoupleReport, regrouping: Regrouping): void {
  const { husbandNik, wifeNik } = report;
  const { husband, wife } = couple(draft, report);
  demand(husband.maritalStatus === MARRIED, '/husbandNik', 'divorce.not-married');
  demand(wife.maritalStatus === MARRIED, '/wifeNik', 'divorce.not-married');
  if (!hasAnotherWife(draft, husband, wifeNik))
    draft.change(husbandNik, 'person.divorced', { maritalStatus: DIVORCED });
  draft.change(wifeNik, 'person.divorced', { maritalStatus: DIVORCED });
  regroup(draft, report.cards, { ...regrouping, participants: [husbandNik, wifeNik] });
}

function hasAnotherWife(draft: Draft, husband: Person, wifeNik: string): boolean {
  const card = husband.kk === undefined ? undefined : draft.card(husband.kk);
  if (card?.head !== husband.nik) return false;
  return card.members.some(({ nik, relation }) => relation === WIFE && nik !== wifeNik);
}
