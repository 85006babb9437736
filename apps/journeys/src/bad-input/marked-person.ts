import { aPerson, livingIn } from '@satudata/testing';
import type { PersonSubmission } from '@satudata/contracts';

const HANURA = '18.09.10.2004';
export const PODOMORO = '18.10.01.2009';

/** No region ever had these six digits, so whoever bears them comes from these tries. */
const MARK = '189999010190';
/** The first twelve digits of a NIK of the same kind that several offices send. */
export const CLAIMED_BY_ALL = '189999020190';
const MARKED_NAME = 'ZAINUDDIN PERCOBAAN';
const MARKED_MOTHER = 'ROGAYAH PERCOBAAN';
/** Finds each NIK and each name of these tries in a text; twelve fixed digits occur in no id by chance. */
export const MARKS = /189999(010190|020190|311390)\d{2,4}|percobaan/i;

export const markedNik = (number: number): string => `${MARK}${String(number).padStart(4, '0')}`;

/** A lawful resident of Hanura, but for `changes`, whom a reader of logs would recognise. */
export function markedPerson(number: number, changes: object = {}): PersonSubmission {
  return {
    ...aPerson(),
    nik: markedNik(number),
    name: MARKED_NAME,
    motherName: MARKED_MOTHER,
    birthDate: '1990-01-01',
    ...livingIn(HANURA),
    ...changes,
  };
}
