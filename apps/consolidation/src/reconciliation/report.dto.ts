import { ApiProperty } from '@nestjs/swagger';
import { Code, Instant, Integer, Nested, NestedList, Text, Uuid } from '@satudata/contracts';

export const DIFFERENCE_KINDS = ['missing', 'extra', 'stale', 'changed', 'parked', 'contradiction'] as const;
export const DIFFERENCE_OUTCOMES = ['found', 'repaired', 'left'] as const;

/** One record that two places tell differently. */
export class ReportDifference {
  @Text({ words: { id: 'Jenis rekaman', en: 'Entity' }, max: 80 })
  entity!: string;

  @Text({ words: { id: 'Id rekaman (buram)', en: 'Opaque id of the record' }, max: 200 })
  id!: string;

  @Text({ words: { id: 'Tabel yang menyimpang', en: 'Table that differs' }, max: 80 })
  place!: string;

  @Code({ words: { id: 'Apa yang menyimpang', en: 'What differs' }, list: DIFFERENCE_KINDS })
  kind!: (typeof DIFFERENCE_KINDS)[number];

  @Code({ words: { id: 'Apa yang dilakukan', en: 'What was done' }, list: DIFFERENCE_OUTCOMES })
  outcome!: (typeof DIFFERENCE_OUTCOMES)[number];
}

/** The part of a reconciliation that concerns one regency. */
export class RegionReport {
  @Text({ words: { id: 'Kode kabupaten/kota', en: 'Regency code' }, max: 5 })
  region!: string;

  @Integer({ words: { id: 'Rekaman yang dibandingkan', en: 'Records compared' }, min: 0, max: 2_147_483_647 })
  records!: number;

  @NestedList(() => ReportDifference, { words: { id: 'Selisih', en: 'Differences' }, min: 0, max: 1_000 })
  differences!: ReportDifference[];
}

/** What `satudata reconcile` hands in, a page at a time. */
export class ReportSubmission {
  @Uuid({ words: { id: 'Id laporan', en: 'Id of the report' } })
  id!: string;

  @Text({ words: { id: 'Sumber', en: 'Source' }, max: 80 })
  source!: string;

  @Instant({ words: { id: 'Menurut keadaan pada', en: 'As of this recording time' } })
  asOf!: string;

  @Code({ words: { id: 'Cara', en: 'How' }, list: ['sums', 'full-scan'] })
  how!: 'sums' | 'full-scan';

  @Nested(() => RegionReport, { words: { id: 'Bagian satu kabupaten/kota', en: 'The part of one regency' } })
  page!: RegionReport;
}

export class ReportWords {
  @ApiProperty()
  id!: string;

  @ApiProperty()
  en!: string;
}

/** One regency's page of a report. */
export class ReportAnswer extends RegionReport {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ example: 'population-registry' })
  source!: string;

  @ApiProperty({ format: 'date-time' })
  asOf!: string;

  @ApiProperty({ format: 'date-time' })
  finishedAt!: string;

  @ApiProperty({ enum: ['sums', 'full-scan'] })
  how!: string;

  @ApiProperty({ type: ReportWords, description: 'Dalam satu kalimat / in one sentence' })
  words!: ReportWords;
}

export class Reports {
  @ApiProperty({ type: [ReportAnswer] })
  reports!: ReportAnswer[];
}
