import type { Person } from '@satudata/contracts';
import type { Claim } from './claim.js';

export type ClaimedField = Exclude<keyof Claim, 'nik'>;

/** Per claimed field, whether the registry says the same. */
export type Match = { readonly [Field in ClaimedField]?: boolean };

const HELD = {
  name: ({ name }) => folded(name),
  sex: ({ sex }) => sex,
  birthPlace: ({ birthPlace }) => folded(birthPlace),
  birthDate: ({ birthDate }) => birthDate,
  maritalStatus: ({ maritalStatus }) => maritalStatus,
  motherName: ({ motherName }) => folded(motherName),
  kk: ({ kk }) => kk,
  status: ({ status }) => status,
  village: ({ residence }) => residence.address.village,
} as const satisfies Record<ClaimedField, (person: Person) => string | undefined>;

const WRITTEN: readonly ClaimedField[] = ['name', 'birthPlace', 'motherName'];
const FIELDS = Object.keys(HELD) as ClaimedField[];

/**
 * Holds a claim against a person. Of somebody who is not there nothing is the same: the answer cannot be told from one
 * about a person of whom every claim is wrong, so it does not say whether a NIK exists.
 */
export function matchClaim(claim: Claim, person: Person | undefined): Match {
  const claimed = FIELDS.filter((field) => claim[field] !== undefined);
  return Object.fromEntries(claimed.map((field) => [field, person !== undefined && isSame(field, claim, person)]));
}

function isSame(field: ClaimedField, claim: Claim, person: Person): boolean {
  const said = claim[field] ?? '';
  return HELD[field](person) === (WRITTEN.includes(field) ? folded(said) : said);
}

/** Capitals, marks and blanks are how papers write a name, not what it is. */
function folded(text: string): string {
  const letters = text
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, ' ');
  return letters.trim();
}
