import { HEAD_OF_FAMILY, type FamilyCardSubmission } from '@satudata/contracts';
import { changedInFuture } from './changed-in-future.js';
import { finding, type RegistryFinding } from './registry-rules.js';

/** What is wrong with a pushed card whatever is held of it; `today` is the civil day in Lampung. */
export function brokenFamilyCardRules(card: FamilyCardSubmission, today: string): RegistryFinding[] {
  const found: RegistryFinding[] = [];
  if (card.issuedOn > today) found.push(finding('/issuedOn', 'date.future'));
  const heads = card.members.filter(({ relation }) => relation === HEAD_OF_FAMILY);
  if (card.status === 'active' && heads.length !== 1) found.push(finding('/members', 'card.head-count'));
  if (heads.length === 1 && heads[0]?.nik !== card.head) found.push(finding('/head', 'card.head-differs'));
  return [...found, ...membersListedTwice(card), ...changedInFuture(card, today)];
}

function membersListedTwice({ members }: FamilyCardSubmission): RegistryFinding[] {
  const seen = new Set<string>();
  return members.flatMap(({ nik }, index) => {
    if (seen.has(nik)) return [finding(`/members/${index}/nik`, 'card.member-twice')];
    seen.add(nik);
    return [];
  });
}
