import { CivilDate, Code, Instant, Integer, Kk, Nested, NestedList, Nik, Text } from '../field/kinds.js';
import { Address } from './address.js';
import * as lists from './code-lists.js';

export class FamilyMember {
  @Nik({ words: { id: 'NIK anggota', en: "Member's NIK" } })
  nik!: string;

  @Code({ words: { id: 'Hubungan keluarga (SHDK)', en: 'Relation to head of family' }, list: lists.RELATION_TO_HEAD })
  relation!: string;
}

export class FamilyCardElements {
  @Kk({ words: { id: 'Nomor KK', en: 'KK number' } })
  kk!: string;

  @Nik({ words: { id: 'NIK kepala keluarga', en: 'NIK of the head of family' } })
  head!: string;

  @NestedList(() => FamilyMember, { words: { id: 'Anggota keluarga', en: 'Members' }, min: 1, max: 60 })
  members!: FamilyMember[];

  @Nested(() => Address, { words: { id: 'Alamat', en: 'Address' } })
  address!: Address;

  @CivilDate({ words: { id: 'Tanggal terbit', en: 'Issued on' } })
  issuedOn!: string;

  @Code({ words: { id: 'Status kartu', en: 'Status' }, list: lists.FAMILY_CARD_STATUS })
  status!: lists.FamilyCardStatusCode;

  @Kk({ words: { id: 'Diganti oleh KK', en: 'Replaced by KK' }, optional: true })
  replacedBy?: string;
}

/** What a regency office pushes: the card, and how new its knowledge is. */
export class FamilyCardSubmission extends FamilyCardElements {
  @Integer({ words: { id: 'Versi di sistem asal', en: "Version in the sender's system" }, min: 1, optional: true })
  sourceVersion?: number;

  @Instant({ words: { id: 'Waktu perubahan', en: 'When it changed' }, optional: true })
  changedAt?: string;
}

/** What the registry says of a family card: `satudata.population-registry.family-card.v1`. */
export class FamilyCard extends FamilyCardElements {
  @Text({ words: { id: 'Pengenal tetap', en: 'Lasting opaque identity' }, max: 36 })
  id!: string;
}

export type FamilyCardChange =
  | 'family-card.issued'
  | 'family-card.recorded'
  | 'family-card.member-joined'
  | 'family-card.member-left'
  | 'family-card.head-changed'
  | 'family-card.address-changed'
  | 'family-card.closed'
  | 'family-card.restated';
