import type { Words } from '../words.js';

interface CategoryEntry {
  readonly words: Words;
  /** The law that names the data, and so how they must be kept. */
  readonly source: string;
}

/** What kinds of personal data there are, in the words in which a person is told what was looked at. */
export const DATA_CATEGORIES = {
  identity: {
    words: { id: 'Identitas: NIK, nama, kelahiran, jenis kelamin', en: 'Identity: NIK, name, birth, sex' },
    source: 'UU 27/2022 art. 4(3)',
  },
  'civil-status': {
    words: {
      id: 'Agama, perkawinan, pendidikan, pekerjaan, status penduduk',
      en: 'Religion, marriage, education, occupation, status as a resident',
    },
    source: 'UU 27/2022 art. 4(3)',
  },
  family: { words: { id: 'Orang tua dan keluarga', en: 'Parents and family' }, source: 'UU 27/2022 art. 4(3)' },
  residence: { words: { id: 'Tempat tinggal', en: 'Residence' }, source: 'UU 27/2022 art. 4(3)' },
  health: { words: { id: 'Golongan darah', en: 'Blood type' }, source: 'UU 27/2022 art. 4(2)' },
  'access-trail': {
    words: { id: 'Siapa yang membaca data, kapan, dan untuk apa', en: 'Who read the data, when and what for' },
    source: 'UU 27/2022 art. 7',
  },
} as const satisfies Record<string, CategoryEntry>;

export type DataCategory = keyof typeof DATA_CATEGORIES;
