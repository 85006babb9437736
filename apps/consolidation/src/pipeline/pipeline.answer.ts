import { ApiProperty } from '@nestjs/swagger';

export class PartitionFlowAnswer {
  @ApiProperty({ description: 'Topik / Topic' })
  topic!: string;

  @ApiProperty({ description: 'Partisi / Partition' })
  partition!: number;

  @ApiProperty({ description: 'Offset pertama yang belum diterapkan / First offset not applied yet' })
  next!: string;

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'Ujung log; null bila broker tak menjawab / End of the log',
  })
  end!: string | null;

  @ApiProperty({
    type: Number,
    nullable: true,
    description: 'Peristiwa yang belum diterapkan / Events not applied yet',
  })
  lagEvents!: number | null;

  @ApiProperty({
    type: Number,
    nullable: true,
    description: 'Usia peristiwa terakhir / Age of the last event, seconds',
  })
  lagSeconds!: number | null;

  @ApiProperty({ description: 'Peristiwa yang diparkir / Events parked' })
  parked!: number;

  @ApiProperty({
    type: Number,
    nullable: true,
    description: 'Laju semenit terakhir / Rate of the last minute, events/s',
  })
  eventsPerSecond!: number | null;
}

export class SourceFlowAnswer {
  @ApiProperty({ description: 'Sumber / Source' })
  source!: string;

  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'Semua yang tercatat sampai saat ini sudah masuk / Everything recorded up to this instant is in',
  })
  completeUntil!: Date | null;

  @ApiProperty({ type: Number, nullable: true, description: 'Usia saat itu, detik / Age of that instant, seconds' })
  lagSeconds!: number | null;

  @ApiProperty({
    type: Number,
    nullable: true,
    description: 'Peristiwa yang belum diterapkan / Events not applied yet',
  })
  lagEvents!: number | null;

  @ApiProperty({ description: 'Peristiwa yang diparkir / Events parked' })
  parked!: number;

  @ApiProperty({ type: PartitionFlowAnswer, isArray: true, description: 'Per partisi / By partition' })
  partitions!: readonly PartitionFlowAnswer[];
}

export class PipelineAnswer {
  @ApiProperty({ type: SourceFlowAnswer, isArray: true, description: 'Per sumber / By source' })
  sources!: readonly SourceFlowAnswer[];

  @ApiProperty({ description: 'Pekerjaan langkah 2 yang menunggu / Work waiting for step 2' })
  todo!: number;

  @ApiProperty({ type: String, isArray: true, description: 'Mengapa log tidak dibaca / Why the log is not read' })
  complaints!: readonly string[];
}
