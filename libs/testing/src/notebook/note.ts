import { Integer, Nik, PersonName, Text } from '@satudata/contracts';

/** What somebody notes about a resident. */
export class Note {
  @Nik({ words: { id: 'NIK warga', en: 'NIK of the resident' } })
  nik!: string;

  @PersonName({ words: { id: 'Nama warga', en: 'Name of the resident' } })
  name!: string;

  @Text({ words: { id: 'Kode kabupaten/kota', en: 'Code of the regency' }, max: 5 })
  region!: string;
}

export class NoteSearch {
  @Text({ words: { id: 'Awal nama', en: 'Start of the name' }, max: 60, optional: true })
  name?: string;
}

export class NoteCount {
  @Integer({ words: { id: 'Jumlah byte', en: 'Number of bytes' }, min: 0 })
  bytes!: number;
}
