import { ApiProperty } from '@nestjs/swagger';
import { Code } from '@satudata/contracts';
import { RUN_KINDS, RUN_STATES, type Digest, type RunKind, type RunState } from './run.js';

/** `POST /v1/rebuilds` */
export class RunRequest {
  @Code({
    words: { id: 'Bangun ulang, atau kembali ke gudang sebelumnya', en: 'To rebuild, or back to the store before' },
    list: RUN_KINDS,
  })
  kind!: RunKind;
}

export class DigestAnswer implements Digest {
  @ApiProperty({ description: 'Jumlah baris / Number of rows' })
  rows!: string;

  @ApiProperty({ description: 'Sidik yang tidak bergantung pada urutan / Digest that does not depend on order' })
  digest!: string;
}

export class DifferenceAnswer {
  @ApiProperty({ description: 'Tabel atau kubus yang berbeda / Table or cube that differs' })
  table!: string;

  @ApiProperty({ description: 'Di gudang yang dipakai / In the live store' })
  live!: DigestAnswer;

  @ApiProperty({ description: 'Di gudang yang dibangun ulang / In the rebuilt store' })
  rebuilt!: DigestAnswer;
}

export class RunAnswer {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ enum: RUN_KINDS })
  kind!: RunKind;

  @ApiProperty({
    enum: RUN_STATES,
    description:
      '`refused`: gudang lama dan baru berbeda, tidak ada yang ditukar / live and rebuilt store differ, nothing was swapped',
  })
  state!: RunState;

  @ApiProperty({ format: 'date-time' })
  requestedAt!: Date;

  @ApiProperty({ format: 'date-time', type: String, nullable: true })
  finishedAt!: Date | null;

  @ApiProperty({ description: 'Peristiwa yang sudah diterapkan / Events applied so far' })
  eventsDone!: string;

  @ApiProperty({ description: 'Peristiwa yang harus diterapkan; tumbuh selama data masuk / Events to apply; it grows' })
  eventsTotal!: string;

  @ApiProperty({ type: Number, nullable: true, description: 'Peristiwa per detik / Events a second' })
  eventsPerSecond!: number | null;

  @ApiProperty({ type: Number, nullable: true, description: 'Perkiraan sisa waktu, detik / Estimated seconds left' })
  remainingSeconds!: number | null;

  @ApiProperty({ type: Number, nullable: true, description: 'Data masuk berhenti selama ini, ms / Intake stood still' })
  pausedMs!: number | null;

  @ApiProperty({ type: Number, nullable: true, description: 'Lama penukaran, ms / How long the swap took' })
  swapMs!: number | null;

  @ApiProperty({ type: DifferenceAnswer, isArray: true })
  differences!: readonly DifferenceAnswer[];

  @ApiProperty({ type: String, nullable: true, description: 'Mengapa gagal / Why it failed' })
  cause!: string | null;
}
