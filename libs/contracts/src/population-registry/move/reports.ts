import { CivilDate, NestedList, Nik, Text } from '../../field/kinds.js';
import { CardAfter } from '../vital-event/card-after.js';

export class Mover {
  @Nik({ words: { id: 'NIK', en: 'NIK' } })
  nik!: string;
}

class MoveReport {
  @Text({ words: { id: 'Nomor SKPWNI atau surat', en: 'Number of the moving letter' }, max: 40 })
  number!: string;

  @CivilDate({ words: { id: 'Tanggal', en: 'Day' } })
  date!: string;
}

/** The office of origin issues an SKPWNI (Perpres 96/2018 art. 25). */
export class DepartureReport extends MoveReport {
  @NestedList(() => Mover, { words: { id: 'Yang pindah', en: 'Those who move' }, min: 1, max: 20 })
  persons!: Mover[];

  @Text({ words: { id: 'Kode kabupaten/kota tujuan', en: 'Regency code of the destination' }, min: 5, max: 5 })
  to!: string;

  @CivilDate({ words: { id: 'SKPWNI berlaku sampai', en: 'The letter is valid until' } })
  validUntil!: string;

  @NestedList(() => CardAfter, {
    words: { id: 'Kartu keluarga yang tinggal', en: 'Family cards of those who stay' },
    min: 1,
    max: 6,
    optional: true,
  })
  cards?: CardAfter[];
}

/** Those whom a letter names settle: at the destination, or at the origin again when the move is cancelled. */
export class SettlingReport extends MoveReport {
  @NestedList(() => CardAfter, {
    words: { id: 'Kartu keluarga sesudah datang', en: 'Family cards after the arrival' },
    min: 1,
    max: 6,
  })
  cards!: CardAfter[];
}

/** A move inside the regency: no letter, another card (tribunnews 2022-01-11; Perpres 96/2018). */
export class LocalMoveReport extends SettlingReport {
  @NestedList(() => Mover, { words: { id: 'Yang pindah', en: 'Those who move' }, min: 1, max: 20 })
  persons!: Mover[];
}
