import type { FamilyCardSubmission, PersonSubmission } from '@satudata/contracts';

/** Smart Village prototypes, one per regency: Pesawaran, Pringsewu, Lampung Selatan. */
export const EXAMPLE_VILLAGES = { hanura: '18.09.10.2004', podomoro: '18.10.01.2009', cintaMulya: '18.01.17.2006' };

const SERIALS = 9_000;
const DAYS = 28;

/** The NIK of made-up man `number` (0 to 9,999,999), first registered in Teluk Pandan, born in August 1990 or before. */
export function exampleNik(number: number): string {
  return `180910${exampleDay(number)}08${exampleYear(number) % 100}${String(1 + (number % SERIALS)).padStart(4, '0')}`;
}

/** A lawful person nobody warns of, but for `changes`; a person's `number` decides NIK and date of birth. */
export function aPerson(changes: Partial<PersonSubmission> = {}, number = 0): PersonSubmission {
  return {
    nik: exampleNik(number),
    name: 'TOKOH REKAAN',
    sex: 'L',
    birthPlace: 'HANURA',
    birthDate: `${exampleYear(number)}-08-${exampleDay(number)}`,
    religion: '1',
    maritalStatus: '1',
    education: '5',
    occupation: { code: '9', edition: '2019' },
    citizenship: '1',
    motherName: 'IBU REKAAN',
    status: 'resident',
    residence: { address: { street: 'JL. CONTOH NO. 1', village: EXAMPLE_VILLAGES.hanura }, since: '1990-09-01' },
    ...changes,
  };
}

/** The residence of a person who lives in `village`. */
export function livingIn(village: string, since = '1990-09-01'): Pick<PersonSubmission, 'residence'> {
  return { residence: { address: { street: 'JL. CONTOH NO. 1', village }, since } };
}

/** A lawful family card of one man, but for `changes`. */
export function aFamilyCard(changes: Partial<FamilyCardSubmission> = {}, number = 0): FamilyCardSubmission {
  const head = exampleNik(number);
  return {
    kk: `180910${exampleDay(number)}01${String((exampleYear(number) + 30) % 100).padStart(2, '0')}${String(1 + (number % SERIALS)).padStart(4, '0')}`,
    head,
    members: [{ nik: head, relation: '1' }],
    address: { street: 'JL. CONTOH NO. 1', village: EXAMPLE_VILLAGES.hanura },
    issuedOn: '2020-01-31',
    status: 'active',
    ...changes,
  };
}

/** Who has the same day and serial as another is younger or older. */
function exampleYear(number: number): number {
  return 1990 - Math.floor(number / (SERIALS * DAYS));
}

function exampleDay(number: number): string {
  return String(1 + (Math.floor(number / SERIALS) % DAYS)).padStart(2, '0');
}
