import type { FamilyCard, FamilyMember, Person } from '@satudata/contracts';

/** Records as a registry would say them, for specifications. */
export function aPerson(id: string, more: Partial<Person> & { village?: string } = {}): Person {
  const { village = HANURA, ...fields } = more;
  return {
    id,
    nik: nikOf(id),
    formerNiks: [],
    name: `Warga ${letters(id)}`,
    sex: 'P',
    birthPlace: 'Pesawaran',
    birthDate: '1990-05-17',
    religion: '1',
    maritalStatus: '2',
    education: '5',
    occupation: { code: '9', edition: '2019' },
    citizenship: '1',
    motherName: 'Siti',
    status: 'resident',
    residence: { address: { street: 'Jl. Way Ratai 1', village }, since: '2015-01-01' },
    ...fields,
  };
}

export function aFamilyCard(
  id: string,
  members: readonly FamilyMember[],
  more: Partial<FamilyCard> & { village?: string } = {},
): FamilyCard {
  const { village = HANURA, ...fields } = more;
  return {
    id,
    kk: nikOf(`kk ${id}`),
    head: members[0]?.nik ?? nikOf(id),
    members: [...members],
    address: { street: 'Jl. Way Ratai 1', village },
    issuedOn: '2020-02-03',
    status: 'active',
    ...fields,
  };
}

export const HANURA = '18.09.10.2004';
export const PODOMORO = '18.10.01.2009';

/** 16 digits that are always the same for the same id. */
export function nikOf(id: string): string {
  const number = [...id].reduce((sum, letter) => (sum * 131 + (letter.codePointAt(0) ?? 0)) % 1_000_000, 7);
  return `1809105705${String(number).padStart(6, '0')}`;
}

function letters(id: string): string {
  return id.replace(/[^a-z]/gi, '') || 'Anu';
}
