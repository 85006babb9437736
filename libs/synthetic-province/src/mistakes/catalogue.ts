import { BIRTH_DATE_MISTAKES } from './birth-date-mistakes.js';
import { NAME_MISTAKES, PARENT_MISTAKES } from './name-mistakes.js';
import { NIK_MISTAKES } from './nik-mistakes.js';
import { ADDRESS_MISTAKES, BIRTH_PLACE_MISTAKES, VILLAGE_MISTAKES } from './place-mistakes.js';
import { SEX_MISTAKES } from './sex-mistakes.js';

/**
 * How offices get persons wrong, by group of fields: kinds and rates are those that the programme's users told, where
 * they told any, and assumptions elsewhere. Telephone numbers and money are on no person's record.
 */
export const CATALOGUE = {
  nik: NIK_MISTAKES,
  birthDate: BIRTH_DATE_MISTAKES,
  name: NAME_MISTAKES,
  parents: PARENT_MISTAKES,
  birthPlace: BIRTH_PLACE_MISTAKES,
  village: VILLAGE_MISTAKES,
  address: ADDRESS_MISTAKES,
  sex: SEX_MISTAKES,
};

type Groups = typeof CATALOGUE;

/** Share of persons who are sent a second time, under a NIK that another office gave them. */
export const SECOND_NIK_RATE = 0.007;

export type MistakeName = { [Group in keyof Groups]: keyof Groups[Group] }[keyof Groups] | 'person.second-nik';
