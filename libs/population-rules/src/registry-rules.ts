import type { Words } from '@satudata/contracts';
import { LIFE_EVENT_RULES } from './life-events/life-event-rules.js';

/** Rules of the population registry beyond the form of a record, with what to tell the sender. */
export const REGISTRY_RULES = {
  'date.future': { id: 'Tanggal ini sesudah hari ini.', en: 'This date lies after today.' },
  'date.before-birth': { id: 'Tanggal ini sebelum tanggal lahir.', en: 'This date lies before the date of birth.' },
  'death.date-missing': {
    id: 'Penduduk yang meninggal harus memiliki tanggal meninggal.',
    en: 'A deceased person needs a date of death.',
  },
  'death.status': {
    id: 'Tanggal meninggal hanya untuk penduduk berstatus meninggal.',
    en: 'Only a deceased person has a date of death.',
  },
  'nik.other-office': {
    id: 'NIK ini terdaftar di kantor Disdukcapil lain; tanyakan ke kantor tersebut.',
    en: 'This NIK is registered with another office; ask that office.',
  },
  'kk.other-office': {
    id: 'Nomor KK ini terdaftar di kantor Disdukcapil lain; tanyakan ke kantor tersebut.',
    en: 'This KK number is registered with another office; ask that office.',
  },
  'version.older': {
    id: 'Versi kiriman lebih tua daripada yang tersimpan.',
    en: 'The version sent is older than the one stored.',
  },
  'version.reused': {
    id: 'Versi kiriman sama dengan yang tersimpan, tetapi isinya berbeda.',
    en: 'The version sent equals the one stored, but says something else.',
  },
  'changed-at.older': {
    id: 'Waktu perubahan lebih tua daripada yang tersimpan.',
    en: 'The time of change is older than the one stored.',
  },
  'status.no-revival': {
    id: 'Penduduk ini sudah meninggal atau pindah; sebutkan sourceVersion atau changedAt untuk mengaktifkannya kembali.',
    en: 'This person has died or left; state sourceVersion or changedAt to make the person a resident again.',
  },
  'card.no-reopening': {
    id: 'Kartu ini sudah ditutup; sebutkan sourceVersion atau changedAt untuk membukanya kembali.',
    en: 'This card is closed; state sourceVersion or changedAt to open it again.',
  },
  'card.head-count': {
    id: 'Kartu keluarga aktif harus memiliki tepat satu kepala keluarga (SHDK 1).',
    en: 'An active family card has exactly one head of family (relation 1).',
  },
  'card.head-differs': {
    id: 'Kepala keluarga berbeda dengan anggota ber-SHDK 1.',
    en: 'The head differs from the member with relation 1.',
  },
  'card.member-twice': {
    id: 'NIK ini tercantum lebih dari sekali di kartu.',
    en: 'This NIK is listed more than once on the card.',
  },
  'nik.serial-zero': {
    id: 'Nomor urut NIK 0000; mungkin terpotong oleh lembar kerja.',
    en: 'The serial of the NIK is 0000; a spreadsheet may have cut it.',
  },
  'nik.temporary': { id: 'NIK sementara (berawalan 0).', en: 'A temporary NIK (begins with 0).' },
  'nik.birth-date': {
    id: 'Tanggal lahir berbeda dengan tanggal di dalam NIK.',
    en: 'The date of birth differs from the date inside the NIK.',
  },
  'nik.sex': {
    id: 'Jenis kelamin berbeda dengan yang tersirat di dalam NIK.',
    en: 'The sex differs from the one inside the NIK.',
  },
  'nik.region': {
    id: 'Enam angka pertama NIK tidak dikenal di daftar wilayah mana pun.',
    en: 'The first six digits of the NIK are in no list of regions.',
  },
  'name.one-word': { id: 'Nama hanya satu kata.', en: 'The name has only one word.' },
  'address.rt-zero': { id: 'RT atau RW 000.', en: 'RT or RW is 000.' },
  ...LIFE_EVENT_RULES,
} as const satisfies Record<string, Words>;

export type RegistryRule = keyof typeof REGISTRY_RULES;

/** A broken rule or an oddity: where (JSON Pointer) and which, never a value. */
export interface RegistryFinding {
  readonly pointer: string;
  readonly rule: RegistryRule;
}

export function finding(pointer: string, rule: RegistryRule): RegistryFinding {
  return { pointer, rule };
}
