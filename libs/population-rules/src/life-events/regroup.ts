import { HEAD_OF_FAMILY, regencyOf, type CardAfter, type FamilyCard, type FamilyMember } from '@satudata/contracts';
import type { Draft } from './draft.js';
import { demand } from './lives.js';

/** Who left their cards by the event, who is new on which, and the day it happened. */
export interface Regrouping {
  readonly gone?: readonly string[];
  readonly joined?: { readonly kk: string; readonly member: FamilyMember };
  /** Who takes part, and so may come from another card, or from none. */
  readonly participants?: readonly string[];
  readonly on: string;
  readonly issuedOn: string;
  /** The id of the n-th card that is new. */
  readonly newCardId: (n: number) => string;
}

const SPOUSES: readonly string[] = ['2', '3'];

/**
 * Issues the family cards as they are after an event: those that the office states, or else each as it was, without
 * who is gone and with who joined. Each living member stands on exactly one of them, under exactly one head.
 * @throws Refusal
 */
export function regroup(draft: Draft, stated: readonly CardAfter[] | undefined, regrouping: Regrouping): void {
  const before = draft.activeCards().filter((card) => isTouched(card, stated, regrouping));
  const cards = stated ?? before.flatMap((card) => asBefore(card, regrouping));
  const members = new Set(before.flatMap((card) => membersAfter(card, regrouping)).map(({ nik }) => nik));
  if (stated) requireEachOnce(stated, members, new Set([...members, ...(regrouping.participants ?? [])]));
  const issued = cards.map((card, index) => issue(draft, card, { before, index, regrouping }));
  issued.forEach((card, index) => placeMembers(draft, card, { before, index, on: regrouping.on }));
  requireMarriedSpouses(draft);
  for (const card of before) {
    if (!issued.some(({ kk }) => kk === card.kk)) draft.issue(closed(card, issued, regrouping));
  }
}

/** A card that is stated anew, or from which somebody comes or goes; others stay as they are, right or wrong. */
function isTouched(
  { kk, members }: FamilyCard,
  stated: readonly CardAfter[] | undefined,
  { gone = [], joined, participants = [] }: Regrouping,
): boolean {
  if (kk === joined?.kk || members.some(({ nik }) => gone.includes(nik))) return true;
  const placed = new Set(stated?.flatMap((card) => card.members.map(({ nik }) => nik)));
  const comes = members.some(({ nik }) => participants.includes(nik) && placed.has(nik));
  return comes || stated?.some((card) => card.kk === kk) === true;
}

function membersAfter(card: FamilyCard, { gone = [], joined }: Regrouping): FamilyMember[] {
  const staying = card.members.filter(({ nik }) => !gone.includes(nik));
  return joined?.kk === card.kk ? [...staying, joined.member] : staying;
}

function asBefore(card: FamilyCard, regrouping: Regrouping): CardAfter[] {
  const members = membersAfter(card, regrouping);
  if (members.length === 0) return [];
  demand(!regrouping.gone?.includes(card.head), '/cards', 'cards.needed');
  return [{ kk: card.kk, head: card.head, members }];
}

function requireEachOnce(cards: readonly CardAfter[], members: ReadonlySet<string>, able: ReadonlySet<string>): void {
  const seen = new Set<string>();
  cards.forEach((card, index) =>
    card.members.forEach(({ nik }, place) => {
      const pointer = `/cards/${index}/members/${place}/nik`;
      demand(able.has(nik), pointer, 'cards.stranger');
      demand(!seen.has(nik), pointer, 'cards.each-once');
      seen.add(nik);
    }),
  );
  demand(
    [...members].every((nik) => seen.has(nik)),
    '/cards',
    'cards.each-once',
  );
}

interface Place {
  readonly before: readonly FamilyCard[];
  readonly index: number;
  readonly regrouping: Regrouping;
}

function issue(draft: Draft, { kk, head, members, address }: CardAfter, place: Place): FamilyCard {
  const { before, index, regrouping } = place;
  const pointer = `/cards/${index}`;
  const heads = members.filter(({ relation }) => relation === HEAD_OF_FAMILY);
  demand(heads.length === 1, `${pointer}/members`, 'card.head-count');
  demand(heads[0]?.nik === head, `${pointer}/head`, 'card.head-differs');
  const same = draft.card(kk);
  demand(same === undefined || same.status === 'active', `${pointer}/kk`, 'card.not-active');
  const origin = same ?? before.find((card) => card.members.some(({ nik }) => nik === head)) ?? before[0];
  const at = address ?? origin?.address;
  demand(at !== undefined, `${pointer}/address`, 'card.not-active');
  const isNear = before.every((card) => regencyOf(card.address.village) === regencyOf(at.village));
  demand(isNear, `${pointer}/address/village`, 'cards.other-regency');
  const card: FamilyCard = same
    ? { ...same, head, members: [...members], address: at }
    : {
        ...{ kk, head, members: [...members], address: at, issuedOn: regrouping.issuedOn, status: 'active' },
        id: regrouping.newCardId(index),
      };
  draft.issue(card);
  return card;
}

interface Placing {
  readonly before: readonly FamilyCard[];
  readonly index: number;
  readonly on: string;
}

/** Who joins a card lives where it is registered, and a card that moves takes its members along. */
function placeMembers(draft: Draft, card: FamilyCard, { before, index, on }: Placing): void {
  const old = before.find(({ kk }) => kk === card.kk);
  const isCardMoved = old !== undefined && !isSame(old.address, card.address);
  for (const { nik, relation } of card.members) {
    const person = draft.person(nik);
    if (!person) continue;
    const isJoining = person.kk !== card.kk;
    if (!isJoining && !isCardMoved && person.relationToHead === relation) continue;
    const { address } = person.residence;
    const isNear = regencyOf(address.village) === regencyOf(card.address.village);
    demand(isNear || !isJoining, `/cards/${index}`, 'cards.other-regency');
    const moves = (isJoining || isCardMoved) && !isSame(address, card.address);
    const isElsewhere = moves && address.village !== card.address.village;
    draft.change(nik, isElsewhere ? 'person.moved' : 'person.corrected', {
      kk: card.kk,
      relationToHead: relation,
      ...(moves && { residence: { address: card.address, since: on } }),
    });
  }
}

function isSame(one: object, other: object): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** Judged of those whom the event changes: what was wrong before is no reason to refuse a death. */
function requireMarriedSpouses(draft: Draft): void {
  const wrong = draft.persons.some(
    ({ record }) => SPOUSES.includes(record.relationToHead ?? '') && record.maritalStatus !== '2',
  );
  demand(!wrong, '/cards', 'cards.spouse-unmarried');
}

/** Closed in favour of the one card that took all who stayed, if one did. */
function closed(card: FamilyCard, issued: readonly FamilyCard[], regrouping: Regrouping): FamilyCard {
  const staying = membersAfter(card, regrouping).map(({ nik }) => nik);
  const heir = issued.find(({ members }) => staying.every((nik) => members.some((member) => member.nik === nik)));
  return { ...card, status: 'closed', ...(heir && staying.length > 0 && { replacedBy: heir.kk }) };
}
