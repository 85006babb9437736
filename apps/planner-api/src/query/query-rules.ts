import type { Words } from '@satudata/contracts';

/** Every rule a query can break, by its stable name, with what to tell the asker. */
export const QUERY_RULES = {
  required: { id: 'Parameter ini wajib ada.', en: 'This parameter is required.' },
  'not-available-yet': {
    id: 'Bagian ini dari tata kueri belum tersedia; hapus dari alamat.',
    en: 'This part of the query grammar is not available yet; remove it from the address.',
  },
  'value.unknown': {
    id: 'Nilai ini tidak dikenal; pilih dari daftar terdekat atau lihat /docs.',
    en: 'This value is not known; choose one of the nearest or see /docs.',
  },
  'indicator.unknown': {
    id: 'Indikator ini tidak ada; lihat /v1/indicators.',
    en: 'This indicator does not exist; see /v1/indicators.',
  },
  'region.unknown': {
    id: 'Kode wilayah ini tidak ada; tulis seperti 18.02 atau cari di /v1/regions?q=.',
    en: 'This region code does not exist; write it like 18.02 or search at /v1/regions?q=.',
  },
  'dimension.unknown': {
    id: 'Dimensi ini tidak ada; lihat /v1/dimensions.',
    en: 'This dimension does not exist; see /v1/dimensions.',
  },
  'dimension.repeated': {
    id: 'Dimensi ini disebut dua kali; gabungkan anggotanya dengan koma.',
    en: 'This dimension is named twice; join its members with commas.',
  },
  'dimension.not-of-indicator': {
    id: 'Salah satu indikator tidak dapat dipecah menurut dimensi ini; mintalah terpisah.',
    en: 'One of the indicators cannot be split by this dimension; ask for it apart.',
  },
  'member.unknown': {
    id: 'Anggota dimensi ini tidak ada; lihat /v1/dimensions/{id}/members.',
    en: 'This member of the dimension does not exist; see /v1/dimensions/{id}/members.',
  },
  'level.above-region': {
    id: 'Tingkat ini lebih tinggi dari wilayah yang diminta; pilih tingkat yang sama atau di bawahnya.',
    en: 'This level lies above a region asked for; choose its own level or one below.',
  },
  'limit.range': {
    id: 'Batas harus bilangan bulat 1 sampai 50000.',
    en: 'The limit is a whole number from 1 to 50000.',
  },
  'cursor.invalid': {
    id: 'Kursor ini bukan milik kueri ini; mulai lagi tanpa kursor.',
    en: 'This cursor does not belong to this query; start again without it.',
  },
} as const satisfies Record<string, Words>;

export type QueryRule = keyof typeof QUERY_RULES;
