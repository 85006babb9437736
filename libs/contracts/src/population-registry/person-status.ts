import { CivilDate, Code, Nik, NikList, Text, VillageCode } from '../field/kinds.js';
import * as lists from './code-lists.js';

/** Least data for other services: does this NIK live, and where (`satudata.population-registry.person-status.v1`). */
export class PersonStatus {
  @Text({ words: { id: 'Pengenal tetap', en: 'Lasting opaque identity' }, max: 36 })
  id!: string;

  @Nik({ words: { id: 'NIK', en: 'NIK' } })
  nik!: string;

  @NikList({ words: { id: 'NIK terdahulu', en: 'Former NIKs' } })
  formerNiks!: string[];

  @Code({ words: { id: 'Status penduduk', en: 'Status' }, list: lists.PERSON_STATUS })
  status!: lists.PersonStatusCode;

  @VillageCode({ words: { id: 'Kode desa/kelurahan', en: 'Village code' }, optional: true })
  village?: string;

  @CivilDate({ words: { id: 'Sejak', en: 'Since' }, optional: true })
  since?: string;
}

export type PersonStatusChange = 'person-status.changed' | 'person-status.restated';
