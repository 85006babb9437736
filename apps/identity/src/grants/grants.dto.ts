import { ApiProperty } from '@nestjs/swagger';
import { CodeList, Instant, PURPOSE_CODES, Text, TextList } from '@satudata/contracts';
import { GRANT_STATES, type GrantState } from './grant.js';

const CLIENT = { id: 'Klien', en: 'Client' };
const SERVICE = { id: 'Layanan', en: 'Service' };
const MAX_NAME = 63;
export const REASON = { words: { id: 'Alasan, disimpan selamanya', en: 'Reason, kept for ever' }, min: 10, max: 500 };

/** `GET /v1/grants` */
export class GrantsQuery {
  @Text({ words: CLIENT, max: MAX_NAME, optional: true })
  client?: string;

  @Text({ words: SERVICE, max: MAX_NAME, optional: true })
  service?: string;

  @Text({ words: { id: 'Lanjutan dari jawaban sebelumnya', en: 'From the answer before' }, max: 19, optional: true })
  cursor?: string;
}

/** `POST /v1/grants` */
export class GrantRequest {
  @Text({ words: CLIENT, max: MAX_NAME })
  client!: string;

  @Text({ words: SERVICE, max: MAX_NAME })
  service!: string;

  @TextList({ words: { id: 'Operasi', en: 'Operations' }, min: 1, max: 50, length: 127 })
  operations!: string[];

  @TextList({
    words: { id: '18 atau kode kabupaten/kota', en: '18 or codes of regencies' },
    min: 1,
    max: 100,
    length: 5,
  })
  regions!: string[];

  @CodeList({ words: { id: 'Tujuan', en: 'Purposes' }, min: 1, max: PURPOSE_CODES.length, list: PURPOSE_CODES })
  purposes!: string[];

  @Text({ words: { id: 'Nomor perjanjian kerja sama', en: 'Number of the cooperation agreement' }, max: 200 })
  agreement!: string;

  @Text(REASON)
  reason!: string;

  @Instant({ words: { id: 'Mulai berlaku; tanpa ini: sekarang', en: 'In force from; now if absent' }, optional: true })
  validFrom?: string;

  @Instant({ words: { id: 'Berlaku sampai sebelum', en: 'In force until before' }, optional: true })
  validTo?: string;
}

/** `POST /v1/grants/{id}/end` */
export class EndRequest {
  @Text(REASON)
  reason!: string;

  @Instant({ words: { id: 'Kapan berakhir; tanpa ini: sekarang', en: 'When it ends; now if absent' }, optional: true })
  at?: string;
}

/** Who did it, when and why. */
export class ActAnswer {
  @ApiProperty({ description: 'Klien / client' })
  by!: string;

  @ApiProperty({ format: 'date-time' })
  at!: string;

  @ApiProperty({ description: 'Alasan / reason' })
  reason!: string;
}

export class GrantEndAnswer extends ActAnswer {
  @ApiProperty({ format: 'date-time', description: 'Berakhir pada / ends at' })
  endsAt!: string;
}

export class GrantAnswer {
  @ApiProperty()
  id!: string;

  @ApiProperty({ enum: GRANT_STATES })
  state!: GrantState;

  @ApiProperty()
  client!: string;

  @ApiProperty()
  service!: string;

  @ApiProperty({ type: [String] })
  operations!: readonly string[];

  @ApiProperty({ type: [String] })
  regions!: readonly string[];

  @ApiProperty({ type: [String] })
  purposes!: readonly string[];

  @ApiProperty()
  agreement!: string;

  @ApiProperty({ format: 'date-time' })
  validFrom!: Date;

  @ApiProperty({ format: 'date-time', type: String, nullable: true, description: 'Menurut perjanjian / as agreed' })
  validTo!: Date | null;

  @ApiProperty({ format: 'date-time', type: String, nullable: true, description: 'Sesungguhnya / in effect' })
  effectiveTo!: Date | null;

  @ApiProperty({ type: ActAnswer })
  given!: ActAnswer;

  @ApiProperty({ type: [GrantEndAnswer] })
  ends!: readonly GrantEndAnswer[];

  @ApiProperty({ type: ActAnswer, nullable: true })
  clientRevoked!: ActAnswer | null;
}

export class GrantList {
  @ApiProperty({ type: [GrantAnswer] })
  grants!: GrantAnswer[];

  @ApiProperty({ type: String, nullable: true, description: 'Untuk halaman berikut / For the next page' })
  cursor!: string | null;
}
