import { HEAD_OF_FAMILY, type DeathReport, type FamilyCard, type Person } from '@satudata/contracts';
import type { Draft } from './draft.js';
import { demand } from './lives.js';
import { regroup, type Regrouping } from './regroup.js';

const SPOUSES: readonly string[] = ['2', '3'];
const MARRIED = '2';
const WIDOWED = '4';

/**
 * Somebody dies: the residence ends, the card goes on without them, and who was married to them is widowed.
 * A husband of two wives who loses one stays married. @returns NIKs of the widowed
 * @throws Refusal
 */
export function death(draft: Draft, report: DeathReport, regrouping: Regrouping): string[] {
  const { nik, date } = report;
  const deceased = draft.member(nik, '/nik');
  demand(deceased.birthDate <= date, '/date', 'date.before-birth');
  const card = deceased.kk === undefined ? undefined : draft.card(deceased.kk);
  const widowed = deceased.maritalStatus === MARRIED ? widowedBy(draft, { report, deceased, card }) : [];
  draft.change(nik, 'person.died', {
    ...{ status: 'deceased', deathDate: date },
    ...{ kk: undefined, relationToHead: undefined },
  });
  for (const spouse of widowed) draft.change(spouse, 'person.corrected', { maritalStatus: WIDOWED });
  if (card || report.cards) regroup(draft, report.cards, { ...regrouping, gone: [nik], participants: widowed });
  return widowed;
}

interface Bereavement {
  readonly report: DeathReport;
  readonly deceased: Person;
  readonly card: FamilyCard | undefined;
}

function widowedBy(draft: Draft, { report, deceased, card }: Bereavement): string[] {
  const { nik, spouseNik } = report;
  if (spouseNik === undefined) return spousesOnCard(draft, nik, card);
  demand(spouseNik !== nik, '/spouseNik', 'person.twice');
  const spouse = draft.member(spouseNik, '/spouseNik');
  demand(spouse.sex !== deceased.sex, '/spouseNik', 'marriage.sexes');
  demand(spouse.maritalStatus === MARRIED, '/spouseNik', 'divorce.not-married');
  return [spouseNik];
}

/** The card tells only whom the head is married to. */
function spousesOnCard(draft: Draft, nik: string, card: FamilyCard | undefined): string[] {
  const spouses = (card?.members ?? []).filter(({ relation }) => SPOUSES.includes(relation));
  const own = card?.members.find((member) => member.nik === nik);
  const isHead = own?.relation === HEAD_OF_FAMILY;
  const isOnlySpouse = own !== undefined && SPOUSES.includes(own.relation) && spouses.length === 1;
  const left = isHead ? spouses.map((spouse) => spouse.nik) : isOnlySpouse && card ? [card.head] : [];
  return left.filter((one) => draft.person(one)?.maritalStatus === MARRIED);
}
