import type { WrittenRecord } from './mistakes/write-with-mistakes.js';

/** The words a civil registration office sends; code lists as form F-1.01 numbers them. */
export type Sex = 'L' | 'P';
/** 1 never married, 2 married, 3 divorced, 4 widowed. */
export type MaritalStatus = '1' | '2' | '3' | '4';
/** 1 head, 2 husband, 3 wife, 4 child, 5 child-in-law, 6 grandchild, 7 parent, 8 parent-in-law, 9 other kin. */
export type RelationToHead = '1' | '2' | '3' | '4' | '5' | '6' | '7' | '8' | '9';
/** 1 Islam, 2 Kristen, 3 Katolik, 4 Hindu, 5 Buddha, 6 Khonghucu, 7 kepercayaan. */
export type Religion = '1' | '2' | '3' | '4' | '5' | '6' | '7';

export interface AddressSubmission {
  street: string;
  /** Three digits. */
  rt: string;
  /** Three digits. */
  rw: string;
  hamlet: string;
  /** Village code, `18.09.10.2004`. */
  village: string;
}

/** The body of a PUT of one person. Days are `YYYY-MM-DD`. */
export interface PersonSubmission {
  nik: string;
  /** Upper case. */
  name: string;
  sex: Sex;
  birthPlace: string;
  birthDate: string;
  religion: Religion;
  maritalStatus: MaritalStatus;
  /** 1 (none yet) to 10 (doctorate). */
  education: string;
  /** The list of 99 occupations of 2019. */
  occupation: { code: string; edition: '2019' };
  /** 1 to 13; 13 = not known. */
  bloodType: string;
  citizenship: '1';
  motherName: string;
  motherNik?: string;
  fatherName?: string;
  fatherNik?: string;
  kk: string;
  relationToHead: RelationToHead;
  status: 'resident';
  residence: { address: AddressSubmission; since: string };
}

/** The body of a PUT of one family card. */
export interface FamilyCardSubmission {
  kk: string;
  /** NIK of the head. */
  head: string;
  members: { nik: string; relation: RelationToHead }[];
  address: AddressSubmission;
  issuedOn: string;
  status: 'active';
}

/** Where the names of a household come from. */
export type Origin = 'jawa' | 'lampung' | 'sunda' | 'bali' | 'other';

/** A family card with the persons on it, head first; `origin` and `written` are not for sending as they are. */
export interface Household {
  origin: Origin;
  familyCard: FamilyCardSubmission;
  persons: PersonSubmission[];
  /** The persons as an office typed them, if mistakes were asked for: in their order, some of them twice. */
  written?: WrittenRecord[];
}
