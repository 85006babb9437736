import type { Words } from '../words.js';

/** Every rule a record can break, by its stable name, with what to tell the sender. */
export const RULE_WORDS = {
  required: { id: 'Isian ini wajib ada.', en: 'This field is required.' },
  'field.unknown': {
    id: 'Isian ini tidak dikenal; hapus atau perbaiki namanya.',
    en: 'This field is not known; remove it or correct its name.',
  },
  'type.text': { id: 'Isian ini harus berupa teks.', en: 'This field must be text.' },
  'type.integer': { id: 'Isian ini harus berupa bilangan bulat.', en: 'This field must be a whole number.' },
  'type.object': { id: 'Isian ini harus berupa objek.', en: 'This field must be an object.' },
  'type.list': { id: 'Isian ini harus berupa daftar.', en: 'This field must be a list.' },
  'text.clean': {
    id: 'Teks memuat karakter yang tidak sah (NUL, karakter kendali, atau surrogate tunggal).',
    en: 'The text holds characters that are not allowed (NUL, control characters or a lone surrogate).',
  },
  'text.length': { id: 'Panjang teks di luar batas.', en: 'The text is too short or too long.' },
  'uuid.form': { id: 'Isian ini harus berupa UUID.', en: 'This field must be a UUID.' },
  'integer.range': { id: 'Bilangan di luar batas.', en: 'The number is out of range.' },
  'list.length': { id: 'Jumlah anggota daftar di luar batas.', en: 'The list has too few or too many members.' },
  'nik.digits': { id: 'NIK harus 16 angka.', en: 'A NIK has 16 digits.' },
  'nik.date': {
    id: 'Tanggal di dalam NIK tidak mungkin (angka 7-12).',
    en: 'The date inside the NIK is impossible (digits 7-12).',
  },
  'kk.digits': { id: 'Nomor KK harus 16 angka.', en: 'A KK number has 16 digits.' },
  'kk.date': {
    id: 'Tanggal di dalam nomor KK tidak mungkin (angka 7-12); mungkin tertukar dengan NIK.',
    en: 'The date inside the KK number is impossible (digits 7-12); it may be a NIK.',
  },
  'name.letters': {
    id: "Nama berisi 1 sampai 60 huruf, spasi, atau tanda ' . , -",
    en: "A name has 1 to 60 letters, spaces or the marks ' . , -",
  },
  'date.calendar': {
    id: 'Tanggal harus hari yang nyata dalam bentuk TTTT-BB-HH.',
    en: 'The date must be a real day written YYYY-MM-DD.',
  },
  'instant.rfc3339': {
    id: 'Waktu harus ditulis menurut RFC 3339 dengan zona.',
    en: 'The time must be written as in RFC 3339 with an offset.',
  },
  'region.village': { id: 'Kode desa harus berbentuk 18.09.10.2004.', en: 'A village code is written 18.09.10.2004.' },
  'code.list': { id: 'Kode tidak ada dalam daftar resmi.', en: 'The code is not in the official list.' },
  'rt-rw.digits': {
    id: 'RT dan RW ditulis tiga angka, misalnya 003.',
    en: 'RT and RW are written with three digits, such as 003.',
  },
} as const satisfies Record<string, Words>;

export type RuleName = keyof typeof RULE_WORDS;
