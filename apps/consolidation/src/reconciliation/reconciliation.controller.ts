import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { ExamineRequest, ReconciliationRoutes } from '@satudata/outbox';
import { Allow, ScopedDatabase, TheCaller, type Caller } from '@satudata/service-kit';
import { StoreExaminationAnswer } from './examination.answer.js';
import { examineStore } from './examine.js';
import { storeSide } from './store-side.js';

/** The store's side of a reconciliation: besides what either side is asked, examination. */
@ApiTags('reconciliation')
@Controller('v1/reconciliation/sources/:source')
export class ReconciliationController extends ReconciliationRoutes {
  constructor(database: ScopedDatabase) {
    super(database, storeSide);
  }

  @Post('examinations')
  @HttpCode(200)
  @Allow('operate')
  @ApiOkResponse({ type: StoreExaminationAnswer })
  examine(
    @TheCaller() caller: Caller,
    @Param('source') source: string,
    @Body() { entity, records }: ExamineRequest,
  ): Promise<StoreExaminationAnswer> {
    const ids = records.map(({ id }) => id);
    return this.read(caller, source, async (manager) => {
      const examination = await examineStore(manager, source, entity, ids);
      return { completeUntil: examination.completeUntil, records: [...examination.records] };
    });
  }
}
