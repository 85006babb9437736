import {
  CivilDate,
  Code,
  Kk,
  MARITAL_STATUS,
  NestedList,
  Nik,
  PERSON_STATUS,
  PersonName,
  SEX,
  Text,
  VillageCode,
} from '@satudata/contracts';

/** What somebody claims of a person: the NIK, and the elements to be held against the registry. */
export class Claim {
  @Nik({ words: { id: 'NIK', en: 'NIK' } })
  nik!: string;

  @PersonName({ words: { id: 'Nama lengkap', en: 'Full name' }, optional: true })
  name?: string;

  @Code({ words: { id: 'Jenis kelamin', en: 'Sex' }, list: SEX, optional: true })
  sex?: string;

  @Text({ words: { id: 'Tempat lahir', en: 'Place of birth' }, max: 60, optional: true })
  birthPlace?: string;

  @CivilDate({ words: { id: 'Tanggal lahir', en: 'Date of birth' }, optional: true })
  birthDate?: string;

  @Code({ words: { id: 'Status perkawinan', en: 'Marital status' }, list: MARITAL_STATUS, optional: true })
  maritalStatus?: string;

  @PersonName({ words: { id: 'Nama ibu', en: "Mother's name" }, optional: true })
  motherName?: string;

  @Kk({ words: { id: 'Nomor KK', en: 'KK number' }, optional: true })
  kk?: string;

  @Code({ words: { id: 'Status penduduk', en: 'Status' }, list: PERSON_STATUS, optional: true })
  status?: string;

  @VillageCode({ words: { id: 'Kode desa/kelurahan', en: 'Village code' }, optional: true })
  village?: string;
}

/** Claims of one or of many persons. */
export class Verification {
  @NestedList(() => Claim, { words: { id: 'Orang yang diverifikasi', en: 'Persons to verify' }, min: 1, max: 1_000 })
  persons!: Claim[];
}
