import type { CoupleReport, Person } from '@satudata/contracts';
import { ageOn } from './age.js';
import type { Draft } from './draft.js';
import { demand } from './lives.js';
import { regroup, type Regrouping } from './regroup.js';
import { hasEvidence } from './report.rules.js';

/** UU 16/2019 art. 7. */
const MARRIAGE_AGE = 19;
const MARRIED = '2';

/** Two people marry; the cards that the report states say where they live from now on. @throws Refusal */
export function marriage(draft: Draft, report: CoupleReport, regrouping: Regrouping): void {
  const { husbandNik, wifeNik, date } = report;
  const { husband, wife } = couple(draft, report);
  const isAllowed = hasEvidence(report, ['court-ruling']);
  for (const [pointer, person] of [['/husbandNik', husband] as const, ['/wifeNik', wife] as const]) {
    demand(isAllowed || ageOn(person.birthDate, date) >= MARRIAGE_AGE, pointer, 'marriage.age');
  }
  demand(wife.maritalStatus !== MARRIED, '/wifeNik', 'marriage.married');
  demand(isAllowed || husband.maritalStatus !== MARRIED, '/husbandNik', 'marriage.married');
  demand(!areKin(husband, wife), '/wifeNik', 'marriage.kin');
  for (const nik of [husbandNik, wifeNik]) draft.change(nik, 'person.married', { maritalStatus: MARRIED });
  regroup(draft, report.cards, { ...regrouping, participants: [husbandNik, wifeNik] });
}

/** A man and a woman, two residents of the office. */
export function couple(draft: Draft, { husbandNik, wifeNik }: CoupleReport): { husband: Person; wife: Person } {
  demand(husbandNik !== wifeNik, '/wifeNik', 'person.twice');
  const husband = draft.member(husbandNik, '/husbandNik');
  const wife = draft.member(wifeNik, '/wifeNik');
  demand(husband.sex === 'L', '/husbandNik', 'marriage.sexes');
  demand(wife.sex === 'P', '/wifeNik', 'marriage.sexes');
  return { husband, wife };
}

/** As far as their parents are known by NIK. */
function areKin(one: Person, other: Person): boolean {
  const parentsOf = ({ motherNik, fatherNik }: Person) => [motherNik, fatherNik].filter((nik) => nik !== undefined);
  const isParent = parentsOf(one).includes(other.nik) || parentsOf(other).includes(one.nik);
  return isParent || parentsOf(one).some((nik) => parentsOf(other).includes(nik));
}
