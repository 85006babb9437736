import { Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOkResponse, ApiProperty, ApiTags } from '@nestjs/swagger';
import { Allow, isCollision, Problem, ScopedDatabase, WHOLE_PROVINCE } from '@satudata/service-kit';
import { remainingSeconds } from './headway.js';
import {
  findRun,
  requestRun,
  RUN_KINDS,
  RUN_STATES,
  type Digest,
  type Run,
  type RunKind,
  type RunState,
} from './run.js';

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

/** The rebuilder, a process of its own, takes up what is asked for here. */
@ApiTags('rebuilds')
@Controller('v1/rebuilds')
export class RebuildsController {
  constructor(private readonly database: ScopedDatabase) {}

  @Post()
  @HttpCode(200)
  @Allow('operate')
  @ApiOkResponse({ type: RunAnswer })
  rebuild(): Promise<RunAnswer> {
    return this.request('rebuild');
  }

  @Post('step-back')
  @HttpCode(200)
  @Allow('operate')
  @ApiOkResponse({ type: RunAnswer })
  stepBack(): Promise<RunAnswer> {
    return this.request('step-back');
  }

  @Get(':id')
  @Allow('operate')
  @ApiOkResponse({ type: RunAnswer })
  async read(@Param('id') id: string): Promise<RunAnswer> {
    const run = await this.database.inScope(WHOLE_PROVINCE, (manager) => findRun(manager, id));
    if (!run) throw new Problem('not-found');
    return answerOf(run);
  }

  private async request(kind: RunKind): Promise<RunAnswer> {
    try {
      return answerOf(await this.database.inScope(WHOLE_PROVINCE, (manager) => requestRun(manager, kind)));
    } catch (error) {
      if (isCollision(error)) throw new Problem('conflict', { detail: ALREADY_RUNNING });
      throw error;
    }
  }
}

const ALREADY_RUNNING = {
  id: 'Pembangunan ulang lain masih berjalan; tunggu sampai selesai.',
  en: 'Another rebuild is still running; wait until it has ended.',
};

function answerOf(run: Run): RunAnswer {
  return { ...run, remainingSeconds: remainingSeconds(run) };
}
