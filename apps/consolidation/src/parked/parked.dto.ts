import { ApiProperty } from '@nestjs/swagger';
import { Text } from '@satudata/contracts';

const TOPIC = { id: 'Topik', en: 'Topic' };
const KEY = { id: 'Kunci urutan (ID buram)', en: 'Key of the sequence (an opaque id)' };
const KEY_LENGTH = 200;

/** `GET /v1/parked` */
export class ParkedQuery {
  @Text({ words: TOPIC, max: 249, optional: true })
  topic?: string;

  @Text({ words: { id: 'Lanjutan dari jawaban sebelumnya', en: 'From the answer before' }, max: 500, optional: true })
  cursor?: string;
}

/** `POST /v1/parked/retry` */
export class RetryRequest {
  @Text({ words: TOPIC, max: 249 })
  topic!: string;

  @Text({ words: KEY, max: KEY_LENGTH })
  key!: string;
}

/** `POST /v1/parked/retry-all` */
export class RetryAllRequest {
  @Text({ words: TOPIC, max: 249, optional: true })
  topic?: string;
}

/** `POST /v1/parked/discard` */
export class DiscardBody extends RetryRequest {
  @Text({ words: { id: 'Offset peristiwa pertama urutan itu', en: 'Offset of the first event of it' }, max: 19 })
  offset!: string;

  @Text({ words: { id: 'Alasan, disimpan selamanya', en: 'Reason, kept for ever' }, min: 10, max: 500 })
  reason!: string;
}

export class ParkedSequenceAnswer {
  @ApiProperty({ description: 'Topik / Topic' })
  topic!: string;

  @ApiProperty({ description: 'Partisi / Partition' })
  partition!: number;

  @ApiProperty({ description: 'Kunci urutan, ID buram / Key of the sequence, an opaque id' })
  key!: string;

  @ApiProperty({ description: 'Peristiwa yang menunggu / Events that wait' })
  events!: number;

  @ApiProperty({ description: 'Offset yang pertama / Offset of the first' })
  firstOffset!: string;

  @ApiProperty({ description: 'Offset yang terakhir / Offset of the last' })
  lastOffset!: string;

  @ApiProperty({ description: 'Mengapa yang pertama tidak dapat diterapkan / Why the first could not be applied' })
  cause!: string;

  @ApiProperty({ format: 'date-time', description: 'Sejak / Since' })
  parkedAt!: Date;
}

export class ParkedList {
  @ApiProperty({ type: [ParkedSequenceAnswer] })
  sequences!: ParkedSequenceAnswer[];

  @ApiProperty({ type: String, nullable: true, description: 'Untuk halaman berikut / For the next page' })
  cursor!: string | null;
}

export class RetriedAnswer {
  @ApiProperty({ description: 'Peristiwa yang kini diterapkan / Events applied now' })
  applied!: number;

  @ApiProperty({ description: 'Urutan yang tetap diparkir / Sequences that are parked still' })
  stuck!: number;
}
