import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Allow, ForProvince, isCollision, Problem, ScopedDatabase, WHOLE_PROVINCE } from '@satudata/service-kit';
import { remainingSeconds } from './headway.js';
import { RunAnswer, RunRequest } from './rebuilds.dto.js';
import { findRun, requestRun, type Run } from './run.js';

/** The rebuilder, a process of its own, takes up what is asked for here. */
@ApiTags('rebuilds')
@ForProvince()
@Controller('v1/rebuilds')
export class RebuildsController {
  constructor(private readonly database: ScopedDatabase) {}

  @Post()
  @HttpCode(200)
  @Allow('operate')
  @ApiOkResponse({ type: RunAnswer })
  async request(@Body() { kind }: RunRequest): Promise<RunAnswer> {
    try {
      return answerOf(await this.database.inScope(WHOLE_PROVINCE, (manager) => requestRun(manager, kind)));
    } catch (error) {
      if (isCollision(error)) throw new Problem('conflict', { detail: ALREADY_RUNNING });
      throw error;
    }
  }

  @Get(':id')
  @Allow('operate')
  @ApiOkResponse({ type: RunAnswer })
  async read(@Param('id') id: string): Promise<RunAnswer> {
    const run = await this.database.inScope(WHOLE_PROVINCE, (manager) => findRun(manager, id));
    if (!run) throw new Problem('not-found');
    return answerOf(run);
  }
}

const ALREADY_RUNNING = {
  id: 'Pembangunan ulang lain masih berjalan; tunggu sampai selesai.',
  en: 'Another rebuild is still running; wait until it has ended.',
};

function answerOf(run: Run): RunAnswer {
  return { ...run, remainingSeconds: remainingSeconds(run) };
}
