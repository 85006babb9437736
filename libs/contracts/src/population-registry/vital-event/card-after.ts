import { Kk, Nested, NestedList, Nik } from '../../field/kinds.js';
import { Address } from '../address.js';
import { FamilyMember } from '../family-card.js';

/** A family card as the office issues it after an event: with a new number, or one that stands already. */
export class CardAfter {
  @Kk({ words: { id: 'Nomor KK', en: 'KK number' } })
  kk!: string;

  @Nik({ words: { id: 'NIK kepala keluarga', en: 'NIK of the head of family' } })
  head!: string;

  @NestedList(() => FamilyMember, { words: { id: 'Semua anggota keluarga', en: 'All members' }, min: 1, max: 60 })
  members!: FamilyMember[];

  @Nested(() => Address, {
    words: { id: 'Alamat; tanpa ini tetap alamat kartu semula', en: 'Address; without it that of the card before' },
    optional: true,
  })
  address?: Address;
}
