import { ApiProperty } from '@nestjs/swagger';
import { Code, Instant, Integer, NestedList, Text, Uuid } from '@satudata/contracts';
import { REMEDIES, type Remedy } from './restate.js';
import { SCAN_RANGES } from './scan-ranges.js';

const numbers = (count: number): string[] => Array.from({ length: count }, (_, index) => String(index));
const ENTITY = { words: { id: 'Jenis rekaman', en: 'Entity' }, max: 80 };
/** A request of more ids would outgrow the body that a service takes. */
const MOST_IDS = 500;

export class BucketsQuery {
  @Instant({ words: { id: 'Menurut keadaan pada', en: 'As of this recording time' } })
  asOf!: string;
}

export class RowsQuery {
  @Text(ENTITY)
  entity!: string;

  @Text({ words: { id: 'Kode kabupaten/kota', en: 'Regency code' }, max: 5 })
  region!: string;

  @Code({ words: { id: 'Nomor ember', en: 'Number of the bucket' }, list: numbers(64) })
  bucket!: string;
}

export class SuspectsQuery {
  @Text(ENTITY)
  entity!: string;

  @Code({ words: { id: 'Potongan dari seluruh id', en: 'Piece of all ids' }, list: numbers(SCAN_RANGES) })
  range!: string;
}

export class RecordName {
  @Text({ words: { id: 'Id rekaman', en: 'Id of the record' }, max: 200 })
  id!: string;
}

export class ExamineRequest {
  @Text(ENTITY)
  entity!: string;

  @NestedList(() => RecordName, { words: { id: 'Rekaman yang diperiksa', en: 'Records' }, min: 1, max: MOST_IDS })
  records!: RecordName[];
}

export class CorrectionRequest extends RecordName {
  @Code({ words: { id: 'Sumber perbaikan', en: 'From where it is said again' }, list: REMEDIES })
  remedy!: Remedy;

  @Integer({ words: { id: 'Versi tertinggi yang ada', en: 'Highest version that either side has' }, min: 1 })
  above!: number;
}

export class RestateRequest {
  @Text(ENTITY)
  entity!: string;

  @Uuid({ words: { id: 'Id laporan', en: 'Id of the report' } })
  report!: string;

  @Text({ words: { id: 'Alasan, tanpa data pribadi', en: 'Reason, nothing personal' }, max: 200 })
  reason!: string;

  @NestedList(() => CorrectionRequest, { words: { id: 'Perbaikan', en: 'Corrections' }, min: 1, max: MOST_IDS })
  corrections!: CorrectionRequest[];
}

export class SumsState {
  @ApiProperty({ type: [String], description: 'Jenis rekaman yang direkonsiliasi / entities reconciled' })
  entities!: string[];

  @ApiProperty({
    format: 'date-time',
    type: String,
    nullable: true,
    description: 'Jumlah berlaku sampai / sums hold through',
  })
  through!: string | null;
}

export class SumsProof {
  @ApiProperty({ description: 'Ember yang jumlahnya bukan jumlah isinya / buckets that do not add up' })
  unequal!: number;
}

export class BucketAnswer {
  @ApiProperty()
  entity!: string;

  @ApiProperty({ example: '18.09' })
  region!: string;

  @ApiProperty({ minimum: 0, maximum: 63 })
  bucket!: number;

  @ApiProperty()
  records!: number;

  @ApiProperty({ description: 'Jumlah sidik 64 bit / sum of 64-bit hashes' })
  sum!: string;
}

export class Buckets {
  @ApiProperty({ type: [BucketAnswer] })
  buckets!: BucketAnswer[];
}

export class RowAnswer {
  @ApiProperty()
  id!: string;

  @ApiProperty()
  version!: number;

  @ApiProperty({ description: 'Sidik 64 bit / 64-bit hash' })
  hash!: string;
}

export class Rows {
  @ApiProperty({ type: [RowAnswer] })
  rows!: RowAnswer[];
}

export class SuspectsAnswer {
  @ApiProperty({ description: 'Rekaman yang dilihat / records looked at' })
  scanned!: number;

  @ApiProperty({ type: [String], description: 'Rekaman yang tabelnya tidak sama / records whose tables differ' })
  ids!: string[];
}

export class HeldAnswer {
  @ApiProperty()
  version!: number;

  @ApiProperty({ description: 'Sidik isi rekaman / hash of the content' })
  content!: string;
}

export class SaidAnswer extends HeldAnswer {
  @ApiProperty({ description: 'Sidik 64 bit / 64-bit hash' })
  hash!: string;

  @ApiProperty()
  deleted!: boolean;

  @ApiProperty({ description: 'Sama dengan saat ditulis / as it was written' })
  intact!: boolean;
}

export class SourceFactsAnswer {
  @ApiProperty()
  id!: string;

  @ApiProperty({ example: '18.09' })
  region!: string;

  @ApiProperty({ type: HeldAnswer, nullable: true })
  state!: HeldAnswer | null;

  @ApiProperty({ type: SaidAnswer, nullable: true })
  log!: SaidAnswer | null;
}

export class SourceExaminationAnswer {
  @ApiProperty({ format: 'date-time' })
  at!: string;

  @ApiProperty({ type: [SourceFactsAnswer] })
  records!: SourceFactsAnswer[];
}

export class RestatedAnswer {
  @ApiProperty()
  id!: string;

  @ApiProperty({ type: Number, nullable: true, description: 'null: sudah berubah lagi / moved on meanwhile' })
  version!: number | null;
}

export class RestateAnswer {
  @ApiProperty({ type: [RestatedAnswer] })
  restated!: RestatedAnswer[];
}
