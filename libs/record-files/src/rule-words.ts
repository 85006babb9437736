import type { Words } from '@satudata/contracts';

/** Rules of the file and of how it is written, the same for every source, with what to tell the sender. */
export const FILE_RULES = {
  'line.json': {
    id: 'Baris ini bukan JSON yang sah atau terpotong.',
    en: 'This line is not valid JSON or is cut short.',
  },
  'line.empty': { id: 'Baris ini kosong.', en: 'This line is empty.' },
  'line.length': { id: 'Baris ini terlalu panjang.', en: 'This line is too long.' },
  'line.quote': {
    id: 'Tanda kutip di baris ini tidak ditutup.',
    en: 'A quotation mark in this line is not closed.',
  },
  'line.columns': {
    id: 'Jumlah kolom baris ini berbeda dari baris judul.',
    en: 'This line does not have as many columns as the headings.',
  },
  'text.utf8': { id: 'Baris ini bukan UTF-8 yang sah.', en: 'This line is not well-formed UTF-8.' },
  'digits.lost': {
    id: 'Nomor ini pernah disimpan sebagai bilangan dan angka terakhirnya hilang; ambil lagi dari sistem asal sebagai teks.',
    en: 'This number was once kept as a number and has lost its last digits; take it from its system again, as text.',
  },
  'table.header': {
    id: 'Baris pertama harus berisi judul kolom.',
    en: 'The first line must hold the headings of the columns.',
  },
  'table.utf16': {
    id: 'Berkas ini ditulis dalam UTF-16; simpan sebagai CSV UTF-8.',
    en: 'This file is written in UTF-16; save it as CSV UTF-8.',
  },
  'workbook.broken': {
    id: 'Berkas ini bukan buku kerja XLSX yang utuh.',
    en: 'This file is not a whole XLSX workbook.',
  },
  'workbook.size': {
    id: 'Buku kerja ini terlalu besar; simpan sebagai CSV.',
    en: 'This workbook is too large; save it as CSV.',
  },
  'workbook.dense': {
    id: 'Isi buku kerja ini mengembang lebih dari 200 kali; simpan sebagai CSV.',
    en: 'The content of this workbook inflates more than 200 times; save it as CSV.',
  },
  'workbook.strings': {
    id: 'Teks dalam buku kerja ini terlalu banyak; bagi menjadi beberapa berkas atau simpan sebagai CSV.',
    en: 'This workbook holds too much text; divide it into several files or save it as CSV.',
  },
  'workbook.date1904': {
    id: 'Buku kerja ini menghitung hari sejak 1904; simpan ulang dengan sistem tanggal 1900.',
    en: 'This workbook counts days from 1904; save it with the date system of 1900.',
  },
  'workbook.sheets': {
    id: 'Hanya lembar pertama yang dibaca.',
    en: 'Only the first sheet was read.',
  },
  'column.unknown': {
    id: 'Judul kolom ini tidak dikenal; perbaiki, hapus kolomnya, atau sebutkan artinya dalam pemetaan.',
    en: 'This heading is not known; correct it, remove the column, or say in a mapping what it means.',
  },
  'column.nameless': { id: 'Kolom ini tidak berjudul.', en: 'This column has no heading.' },
  'column.twice': {
    id: 'Kolom ini berisi hal yang sama dengan kolom sebelumnya.',
    en: 'This column holds the same as one before it.',
  },
  'column.missing': {
    id: 'Tidak ada kolom untuk isian wajib ini; tambahkan kolomnya atau tetapkan nilainya dalam pemetaan.',
    en: 'No column holds this required field; add it, or give it a constant in a mapping.',
  },
  'column.never-shared': {
    id: 'Kolom disabilitas tidak dibaca: data itu tidak boleh dibagikan (UU 24/2013 pasal 84).',
    en: 'Columns on disability are not read: these data may not be shared (UU 24/2013 art. 84).',
  },
  'column.unused': {
    id: 'Ada kolom yang tidak dibaca karena tidak ada tempatnya dalam data penduduk.',
    en: 'Some columns are not read, since no record here holds them.',
  },
  'mapping.form': {
    id: 'Pemetaan kolom harus berupa JSON {"columns": {"judul": "isian"}, "constants": {"isian": "nilai"}}.',
    en: 'A column mapping is JSON {"columns": {"heading": "field"}, "constants": {"field": "value"}}.',
  },
  'mapping.field': {
    id: 'Pemetaan kolom menyebut isian yang tidak ada.',
    en: 'The column mapping names a field that does not exist.',
  },
  'written.apostrophe': {
    id: 'Tanda petik di depan nomor dilepas.',
    en: 'The apostrophe before the number was taken off.',
  },
  'written.grouped': {
    id: 'Spasi, titik, atau garis di antara angka dilepas.',
    en: 'Blanks, dots or dashes between the digits were taken out.',
  },
  'written.number': { id: 'Ditulis sebagai bilangan, dibaca sebagai teks.', en: 'Written as a number, read as text.' },
  'written.date': {
    id: 'Tanggal dibaca sebagai hari-bulan-tahun; bentuk bakunya TTTT-BB-HH.',
    en: 'The date was read as day, month, year; its standard form is YYYY-MM-DD.',
  },
  'written.serial': {
    id: 'Tanggal ditulis sebagai nomor urut hari lembar kerja.',
    en: "The date was written as a spreadsheet's number of a day.",
  },
  'written.word': { id: 'Kata dibaca sebagai kodenya.', en: 'The word was read as its code.' },
  'written.short': { id: 'Nol di depan disesuaikan.', en: 'Zeros in front were added or taken off.' },
  'written.village': { id: 'Titik kode desa dibubuhkan.', en: 'The dots of the village code were put in.' },
  'written.cp1252': {
    id: 'Baris ini bukan UTF-8 dan dibaca sebagai CP-1252 (Windows).',
    en: 'This line is not UTF-8 and was read as CP-1252 (Windows).',
  },
} as const satisfies Record<string, Words>;

export type FileRule = keyof typeof FILE_RULES;
