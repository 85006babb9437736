import type { Random } from '../random.js';
import type { Origin, Sex } from '../submissions.js';
import { BALI_GIVEN, BALI_ORDER, JAVA, LAMPUNG, OTHER, SUNDA, type NameLists } from './name-lists.js';

const LISTS = { jawa: JAVA, lampung: LAMPUNG, sunda: SUNDA, other: OTHER } as const;

/** What a name depends on. */
export interface NameBearer {
  readonly origin: Origin;
  readonly sex: Sex;
  readonly birthYear: number;
  /** 0 for the first child of its parents, 1 for the second, … */
  readonly birthOrder: number;
}

/** A full name in capitals, one to four words. There is no family name to hand on. */
export function personName(bearer: NameBearer, random: Random): string {
  const { origin, sex, birthYear, birthOrder } = bearer;
  if (origin === 'bali') return balineseName(sex, birthOrder, random);
  const lists = LISTS[origin][sex];
  const first = firstName(lists, birthYear, random);
  if (random.chance(mononymShare(origin, birthYear))) return first;
  const words = [first, otherWord(lists.second, first, random)];
  if (birthYear >= 1995 && random.chance(0.25)) words.splice(1, 0, otherWord(lists.younger, words.join(' '), random));
  return words.join(' ');
}

function firstName(lists: NameLists, birthYear: number, random: Random): string {
  const olderStyle = birthYear < 1965 ? 0.95 : birthYear < 1985 ? 0.45 : 0.02;
  return random.pickSkewed(random.chance(olderStyle) ? lists.older : lists.younger);
}

/** One word was the rule in Java, and is refused for new names only since Permendagri 73/2022. */
function mononymShare(origin: Origin, birthYear: number): number {
  if (birthYear >= 2022) return 0;
  const olderShare = origin === 'jawa' || origin === 'sunda' ? 0.55 : 0.3;
  return birthYear < 1970 ? olderShare : birthYear < 1990 ? olderShare / 3 : 0.02;
}

function otherWord(words: readonly string[], than: string, random: Random): string {
  const word = random.pickSkewed(words);
  return than.includes(word) ? random.pick(words.filter((other) => !than.includes(other))) : word;
}

function balineseName(sex: Sex, birthOrder: number, random: Random): string {
  const order = random.pickSkewed(BALI_ORDER[sex][birthOrder % 4] ?? []);
  return `${sex === 'L' ? 'I' : 'NI'} ${order} ${random.pick(BALI_GIVEN[sex])}`;
}
