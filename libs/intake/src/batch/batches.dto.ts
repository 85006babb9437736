import { ApiProperty } from '@nestjs/swagger';
import { Code, Text, VerdictCounts } from '@satudata/contracts';
import { OUTCOMES } from '../verdict.js';
import { decidedRecords, type Batch } from './batch.js';
import { BATCH_STATUSES } from './batch-state.js';

/** `GET /v1/batches` */
export class BatchesQuery {
  @Text({
    words: { id: 'Kunci kiriman (Idempotency-Key)', en: 'Idempotency-Key of the batch' },
    max: 255,
    optional: true,
  })
  key?: string;
}

/** `GET /v1/batches/{id}/verdicts` */
export class VerdictsQuery {
  @Code({ words: { id: 'Putusan', en: 'Outcome' }, list: OUTCOMES, optional: true })
  outcome?: (typeof OUTCOMES)[number];
}

/** What the sender of a batch is told about it. */
export class BatchAnswer {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty()
  entity!: string;

  @ApiProperty({ enum: BATCH_STATUSES })
  status!: string;

  @ApiProperty({ description: 'Data yang sudah diputuskan / records decided so far' })
  lines!: number;

  @ApiProperty({
    description: 'Sampai baris berkas ini kiriman sudah diterima / acknowledged up to this line of the file',
  })
  committedLines!: number;

  @ApiProperty({ type: VerdictCounts })
  verdicts!: VerdictCounts;

  @ApiProperty({
    nullable: true,
    type: String,
    description: 'sha-256, hex; bila dibatalkan / of a cancelled batch: rolling hash',
  })
  digest!: string | null;

  @ApiProperty({ format: 'date-time' })
  startedAt!: string;

  @ApiProperty({ format: 'date-time', nullable: true, type: String })
  endedAt!: string | null;
}

export class BatchList {
  @ApiProperty({ type: [BatchAnswer] })
  batches!: BatchAnswer[];
}

export function batchAnswer(batch: Batch): BatchAnswer {
  return {
    id: batch.id,
    entity: batch.entity,
    status: batch.status,
    lines: decidedRecords(batch),
    committedLines: batch.committedLines,
    verdicts: { ...batch.verdicts },
    digest: batch.digest,
    startedAt: batch.startedAt.toISOString(),
    endedAt: batch.endedAt?.toISOString() ?? null,
  };
}

/** What became of one line of a batch. */
export class LineVerdict {
  @ApiProperty({ description: 'Nomor baris dalam berkas, mulai 1 / line number in the file, from 1' })
  line!: number;

  @ApiProperty({ enum: OUTCOMES })
  outcome!: string;

  @ApiProperty({ type: [Object], description: 'Alasan bila ditolak atau usang / reasons when rejected or stale' })
  errors!: object[];

  @ApiProperty({ type: [Object], description: 'Janggal tetapi sah / odd but lawful' })
  warnings!: object[];
}
