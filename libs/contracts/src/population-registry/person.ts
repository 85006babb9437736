import { CivilDate, Code, Instant, Integer, Kk, Nested, Nik, NikList, PersonName, Text } from '../field/kinds.js';
import { Address } from './address.js';
import * as lists from './code-lists.js';
import * as written from './code-words.js';

export class Occupation {
  @Code({ words: { id: 'Kode pekerjaan', en: 'Occupation code' }, list: lists.OCCUPATION, written: written.OCCUPATION })
  code!: string;

  @Code({
    words: { id: 'Edisi daftar pekerjaan', en: 'Edition of the occupation list' },
    list: lists.OCCUPATION_EDITION,
  })
  edition!: string;
}

export class Residence {
  @Nested(() => Address, { words: { id: 'Alamat', en: 'Address' } })
  address!: Address;

  @CivilDate({ words: { id: 'Sejak', en: 'Since' } })
  since!: string;
}

/** The elements of UU 24/2013 art. 58 that may be shared; disability, biometrics and *aib* (art. 84) never are. */
export class PersonElements {
  @Nik({ words: { id: 'NIK', en: 'NIK' } })
  nik!: string;

  @PersonName({ words: { id: 'Nama lengkap', en: 'Full name' } })
  name!: string;

  @Code({ words: { id: 'Jenis kelamin', en: 'Sex' }, list: lists.SEX, written: written.SEX })
  sex!: string;

  @Text({ words: { id: 'Tempat lahir', en: 'Place of birth' }, max: 60 })
  birthPlace!: string;

  @CivilDate({ words: { id: 'Tanggal lahir', en: 'Date of birth' } })
  birthDate!: string;

  @Code({ words: { id: 'Agama', en: 'Religion' }, list: lists.RELIGION, written: written.RELIGION })
  religion!: string;

  @Code({
    words: { id: 'Status perkawinan', en: 'Marital status' },
    list: lists.MARITAL_STATUS,
    written: written.MARITAL_STATUS,
  })
  maritalStatus!: string;

  @Code({
    words: { id: 'Pendidikan terakhir', en: 'Last education' },
    list: lists.EDUCATION,
    written: written.EDUCATION,
  })
  education!: string;

  @Nested(() => Occupation, { words: { id: 'Pekerjaan', en: 'Occupation' } })
  occupation!: Occupation;

  @Code({
    words: { id: 'Golongan darah', en: 'Blood type' },
    list: lists.BLOOD_TYPE,
    written: written.BLOOD_TYPE,
    optional: true,
  })
  bloodType?: string;

  @Code({ words: { id: 'Kewarganegaraan', en: 'Citizenship' }, list: lists.CITIZENSHIP, written: written.CITIZENSHIP })
  citizenship!: string;

  @PersonName({ words: { id: 'Nama ibu', en: "Mother's name" } })
  motherName!: string;

  @Nik({ words: { id: 'NIK ibu', en: "Mother's NIK" }, optional: true })
  motherNik?: string;

  @PersonName({ words: { id: 'Nama ayah', en: "Father's name" }, optional: true })
  fatherName?: string;

  @Nik({ words: { id: 'NIK ayah', en: "Father's NIK" }, optional: true })
  fatherNik?: string;

  @Kk({ words: { id: 'Nomor KK', en: 'KK number' }, optional: true })
  kk?: string;

  @Code({
    words: { id: 'Hubungan keluarga (SHDK)', en: 'Relation to head of family' },
    list: lists.RELATION_TO_HEAD,
    written: written.RELATION_TO_HEAD,
    optional: true,
  })
  relationToHead?: string;

  @Code({ words: { id: 'Status penduduk', en: 'Status' }, list: lists.PERSON_STATUS, written: written.PERSON_STATUS })
  status!: lists.PersonStatusCode;

  @Nested(() => Residence, { words: { id: 'Tempat tinggal terdaftar', en: 'Registered residence' } })
  residence!: Residence;

  @CivilDate({ words: { id: 'Tanggal meninggal', en: 'Date of death' }, optional: true })
  deathDate?: string;

  @Text({ words: { id: 'Nomor akta kelahiran', en: 'Birth certificate number' }, max: 40, optional: true })
  birthCertificate?: string;
}

/** What a regency office pushes: the elements, and how new its knowledge is. */
export class PersonSubmission extends PersonElements {
  @Integer({ words: { id: 'Versi di sistem asal', en: "Version in the sender's system" }, min: 1, optional: true })
  sourceVersion?: number;

  @Instant({ words: { id: 'Waktu perubahan', en: 'When it changed' }, optional: true })
  changedAt?: string;
}

/** What the registry says of a person: `satudata.population-registry.person.v1`. */
export class Person extends PersonElements {
  @Text({ words: { id: 'Pengenal tetap', en: 'Lasting opaque identity' }, max: 36 })
  id!: string;

  @NikList({ words: { id: 'NIK terdahulu', en: 'Former NIKs' } })
  formerNiks!: string[];
}

export type PersonChange =
  | 'person.recorded'
  | 'person.born'
  | 'person.died'
  | 'person.moved'
  | 'person.departed'
  | 'person.arrived'
  | 'person.married'
  | 'person.divorced'
  | 'person.renamed'
  | 'person.corrected'
  | 'person.nik-corrected'
  | 'person.inactivated'
  | 'person.restated';
