import { Text } from '@satudata/contracts';

/** The parameters of `GET /v1/regions`, as text; {@link parseRegions} reads them. */
export class RegionsParameters {
  @Text({ words: { id: 'Tingkat: province, regency, district, village', en: 'Level' }, optional: true, max: 20 })
  level?: string;

  @Text({
    words: { id: 'Wilayah induk; tanpa level: anak langsung', en: 'Region above; without level: its direct children' },
    optional: true,
    max: 40,
  })
  parent?: string;

  @Text({
    words: { id: 'Nama atau awal kode yang dicari', en: 'Name, or beginning of a code' },
    optional: true,
    max: 80,
  })
  q?: string;

  @Text({ words: { id: 'Paling banyak sekian wilayah (1000)', en: 'At most so many (1000)' }, optional: true, max: 10 })
  limit?: string;

  @Text({
    words: { id: 'Lanjutan dari jawaban sebelumnya', en: 'Where the last answer ended' },
    optional: true,
    max: 200,
  })
  cursor?: string;
}
