import { CivilDate, Code, Integer, NestedList, Nik, Text } from '../../field/kinds.js';

/** The vital events (*peristiwa penting*) of UU 23/2006 art. 1(17) that a registry records. */
export const VITAL_EVENT_KIND = [
  'birth',
  'death',
  'stillbirth',
  'marriage',
  'divorce',
  'adoption',
  'recognition',
  'name-change',
  'correction',
] as const;
export type VitalEventKind = (typeof VITAL_EVENT_KIND)[number];

export const EVENT_ROLE = [
  'child',
  'mother',
  'father',
  'deceased',
  'spouse',
  'husband',
  'wife',
  'adoptive-parent',
  'subject',
] as const;
export type EventRole = (typeof EVENT_ROLE)[number];

/**
 * birth or death letter (hospital, midwife, village), marriage book or letter of a congregation, ruling of a court,
 * self-declaration (SPTJM, F-2.03 and F-2.04), statement of a parent, any other paper
 */
export const EVIDENCE_KIND = [
  'birth-letter',
  'death-letter',
  'marriage-letter',
  'court-ruling',
  'self-declaration',
  'statement',
  'other',
] as const;
export type EvidenceKind = (typeof EVIDENCE_KIND)[number];

export const VITAL_EVENT_STATUS = ['recorded', 'annulled'] as const;
export type VitalEventStatus = (typeof VITAL_EVENT_STATUS)[number];

/** A paper that proves the event. */
export class Evidence {
  @Code({ words: { id: 'Jenis bukti', en: 'Kind of evidence' }, list: EVIDENCE_KIND })
  kind!: EvidenceKind;

  @Text({ words: { id: 'Nomor dokumen', en: 'Number of the document' }, max: 60 })
  number!: string;
}

/** Who took part, and as what. */
export class EventPerson {
  @Nik({ words: { id: 'NIK', en: 'NIK' } })
  nik!: string;

  @Code({ words: { id: 'Peran', en: 'Role' }, list: EVENT_ROLE })
  role!: EventRole;
}

/** What the registry says of a vital event: `satudata.population-registry.vital-event.v1`. */
export class VitalEvent {
  @Text({ words: { id: 'Pengenal tetap', en: 'Lasting opaque identity' }, max: 36 })
  id!: string;

  @Code({ words: { id: 'Jenis peristiwa', en: 'Kind of event' }, list: VITAL_EVENT_KIND })
  kind!: VitalEventKind;

  @Text({ words: { id: 'Kantor pencatat (kode kabupaten/kota)', en: 'Office (regency code)' }, max: 5 })
  office!: string;

  @Text({ words: { id: 'Nomor akta atau laporan', en: 'Number of certificate or report' }, max: 40 })
  number!: string;

  @CivilDate({ words: { id: 'Tanggal peristiwa', en: 'When it happened' } })
  date!: string;

  @CivilDate({ words: { id: 'Tanggal lapor', en: 'When it was reported' } })
  reportedOn!: string;

  @Integer({ words: { id: 'Hari terlambat lapor', en: 'Days reported too late' }, min: 0 })
  daysLate!: number;

  @Text({ words: { id: 'Tempat peristiwa', en: 'Place' }, max: 60, optional: true })
  place?: string;

  @NestedList(() => EventPerson, { words: { id: 'Orang yang bersangkutan', en: 'Persons' }, min: 1, max: 20 })
  persons!: EventPerson[];

  @NestedList(() => Evidence, { words: { id: 'Bukti', en: 'Evidence' }, min: 1, max: 10 })
  evidence!: Evidence[];

  @Code({ words: { id: 'Status', en: 'Status' }, list: VITAL_EVENT_STATUS })
  status!: VitalEventStatus;

  @Text({ words: { id: 'Putusan pembatalan', en: 'Ruling that annulled it' }, max: 60, optional: true })
  annulledBy?: string;
}

export type VitalEventChange = 'vital-event.recorded' | 'vital-event.annulled' | 'vital-event.restated';
