import { Text, ThreeDigits, VillageCode } from '../field/kinds.js';

/** Where a person or family is registered. */
export class Address {
  @Text({ words: { id: 'Alamat', en: 'Street' }, max: 120 })
  street!: string;

  @ThreeDigits({ words: { id: 'RT', en: 'RT' }, optional: true })
  rt?: string;

  @ThreeDigits({ words: { id: 'RW', en: 'RW' }, optional: true })
  rw?: string;

  @Text({ words: { id: 'Dusun', en: 'Hamlet' }, max: 60, optional: true })
  hamlet?: string;

  @VillageCode({ words: { id: 'Kode desa/kelurahan', en: 'Village code' } })
  village!: string;
}
