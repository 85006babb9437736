import { CivilDate, Code, Nested, NikList, Text } from '../../field/kinds.js';
import { Address } from '../address.js';

/** out of the village, the district, the regency, the province (*klasifikasi pindah*, form F-1.03) */
export const MOVE_CLASS = ['1', '2', '3', '4'] as const;
export type MoveClass = (typeof MOVE_CLASS)[number];

export const MOVE_STATUS = ['in-transit', 'arrived', 'cancelled', 'expired'] as const;
export type MoveStatus = (typeof MOVE_STATUS)[number];

/** Where a move leads: the regency at departure, the address once they have arrived. */
export class Destination {
  @Text({ words: { id: 'Kode kabupaten/kota', en: 'Regency code' }, min: 5, max: 5 })
  regency!: string;

  @Nested(() => Address, { words: { id: 'Alamat', en: 'Address' }, optional: true })
  address?: Address;
}

/** What the registry says of a move: `satudata.population-registry.move.v1`. */
export class Move {
  @Text({ words: { id: 'Pengenal tetap', en: 'Lasting opaque identity' }, max: 36 })
  id!: string;

  @Text({ words: { id: 'Nomor SKPWNI atau surat', en: 'Number of the moving letter' }, max: 40 })
  number!: string;

  @NikList({ words: { id: 'NIK yang pindah', en: 'NIKs of those who move' } })
  persons!: string[];

  @Nested(() => Address, { words: { id: 'Alamat asal', en: 'From' } })
  from!: Address;

  @Nested(() => Destination, { words: { id: 'Tujuan', en: 'To' } })
  to!: Destination;

  @Code({ words: { id: 'Klasifikasi pindah', en: 'Class' }, list: MOVE_CLASS })
  class!: MoveClass;

  @CivilDate({ words: { id: 'Tanggal pindah', en: 'Departed on' } })
  departedOn!: string;

  @CivilDate({ words: { id: 'Berlaku sampai', en: 'Valid until' }, optional: true })
  validUntil?: string;

  @CivilDate({ words: { id: 'Tanggal datang', en: 'Arrived on' }, optional: true })
  arrivedOn?: string;

  @Code({ words: { id: 'Status', en: 'Status' }, list: MOVE_STATUS })
  status!: MoveStatus;
}

export type MoveChange = 'move.departed' | 'move.arrived' | 'move.cancelled' | 'move.restated';
