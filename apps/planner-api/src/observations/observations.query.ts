import { Text } from '@satudata/contracts';

const later = { id: 'Belum tersedia; dijawab 400.', en: 'Not available yet; answered with 400.' };

/** The parameters of the query grammar as text, so that one that is not among them is refused; {@link parseObservations} reads them. */
export class ObservationsParameters {
  @Text({ words: { id: 'Indikator, dipisah koma', en: 'Indicators, with commas' }, optional: true, max: 400 })
  indicator?: string;

  @Text({
    words: { id: 'Kode wilayah, dipisah koma; tanpa ini: wilayah Anda', en: 'Region codes; without: your own region' },
    optional: true,
    max: 8_000,
  })
  region?: string;

  @Text({
    words: { id: 'Turun ke tingkat: province, regency, district, village', en: 'Descend to this level' },
    optional: true,
    max: 20,
  })
  level?: string;

  @Text({ words: { id: 'Pecah menurut dimensi: sex', en: 'Split by dimensions: sex' }, optional: true, max: 80 })
  by?: string;

  @Text({ words: { id: 'Hanya anggota ini: sex:P', en: 'These members only: sex:P' }, optional: true, max: 400 })
  where?: string;

  @Text({ words: { id: 'Hanya latest', en: 'Only latest' }, optional: true, max: 80 })
  period?: string;

  @Text({ words: { id: 'Tambahan: numden, freshness', en: 'Additions: numden, freshness' }, optional: true, max: 80 })
  include?: string;

  @Text({ words: { id: 'Urutan: region, -region, value, -value', en: 'Order of rows' }, optional: true, max: 20 })
  sort?: string;

  @Text({ words: { id: 'Paling banyak sekian baris', en: 'At most so many rows' }, optional: true, max: 20 })
  limit?: string;

  @Text({
    words: { id: 'Lanjutan dari jawaban sebelumnya', en: 'Where the last answer ended' },
    optional: true,
    max: 400,
  })
  cursor?: string;

  @Text({ words: { id: 'Bahasa nama wilayah: id, en', en: 'Language of region names' }, optional: true, max: 20 })
  lang?: string;

  @Text({ words: { id: 'Hanya json', en: 'Only json' }, optional: true, max: 20 })
  format?: string;

  @Text({ words: later, optional: true, max: 80 })
  asOf?: string;

  @Text({ words: later, optional: true, max: 80 })
  knownAt?: string;

  @Text({ words: later, optional: true, max: 80 })
  release?: string;

  @Text({ words: later, optional: true, max: 80 })
  geography?: string;

  @Text({ words: later, optional: true, max: 80 })
  compare?: string;
}
