import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Allow, ScopedDatabase, TheCaller, type Caller } from '@satudata/service-kit';
import { ReconciliationRoutes } from './reconciliation-routes.js';
import { ExamineRequest, RestateAnswer, RestateRequest, SourceExaminationAnswer } from './reconciliation.dto.js';
import { SourceReconciliation } from './source-reconciliation.js';

/** The source's side of a reconciliation: besides what either side is asked, examination and repair. */
@ApiTags('reconciliation')
@Controller('v1/reconciliation/sources/:source')
export class ReconciliationController extends ReconciliationRoutes {
  constructor(
    private readonly reconciliation: SourceReconciliation,
    database: ScopedDatabase,
  ) {
    super(database, reconciliation);
  }

  @Post('examinations')
  @HttpCode(200)
  @Allow('operate')
  @ApiOkResponse({ type: SourceExaminationAnswer })
  async examine(
    @TheCaller() caller: Caller,
    @Param('source') source: string,
    @Body() { entity, records }: ExamineRequest,
  ): Promise<SourceExaminationAnswer> {
    this.require(source);
    const ids = records.map(({ id }) => id);
    const examination = await this.reconciliation.examine(caller.scope, entity, ids);
    return { at: examination.at, records: [...examination.records] };
  }

  @Post('restatements')
  @HttpCode(200)
  @Allow('operate')
  @ApiOkResponse({ type: RestateAnswer })
  async restate(
    @TheCaller() caller: Caller,
    @Param('source') source: string,
    @Body() { entity, report, reason, corrections }: RestateRequest,
  ): Promise<RestateAnswer> {
    this.require(source);
    const order = { report, reason, now: new Date() };
    return { restated: await this.reconciliation.restate(caller.scope, entity, corrections, order) };
  }
}
