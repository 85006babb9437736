import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import {
  Buckets,
  BucketsQuery,
  canTellSums,
  ExamineRequest,
  idRange,
  readBuckets,
  readRows,
  requireProvince,
  Rows,
  RowsQuery,
  SumsProof,
  SumsState,
  sumsNotTold,
  SuspectsAnswer,
  SuspectsQuery,
  sumsThrough,
  unequalSums,
} from '@satudata/outbox';
import { Allow, ScopedDatabase, TheCaller, WHOLE_PROVINCE, type Caller } from '@satudata/service-kit';
import type { EntityManager } from 'typeorm';
import { StoreExaminationAnswer } from './examination.answer.js';
import { examineStore } from './examine.js';
import { findSuspects } from './find-suspects.js';

/** The store's side of a reconciliation, for operators. Nothing here tells what a record says. */
@ApiTags('reconciliation')
@Controller('v1/reconciliation/sources/:source')
export class ReconciliationController {
  constructor(private readonly database: ScopedDatabase) {}

  @Get()
  @Allow('operate')
  @ApiOkResponse({ type: SumsState })
  state(@TheCaller() caller: Caller, @Param('source') source: string): Promise<SumsState> {
    return this.read(caller, async (manager) => {
      const through = await sumsThrough(manager, '', source);
      const entities = (await manager.query(
        `select distinct entity from reconciled_bucket where source = $1 order by entity`,
        [source],
      )) as { entity: string }[];
      return { entities: entities.map(({ entity }) => entity), through: through?.toISOString() ?? null };
    });
  }

  @Get('proof')
  @Allow('operate')
  @ApiOkResponse({ type: SumsProof })
  proof(@TheCaller() caller: Caller, @Param('source') source: string): Promise<SumsProof> {
    return this.read(caller, async (manager) => ({ unequal: await unequalSums(manager, '', source) }));
  }

  @Get('buckets')
  @Allow('operate')
  @ApiOkResponse({ type: Buckets })
  buckets(
    @TheCaller() caller: Caller,
    @Param('source') source: string,
    @Query() { asOf }: BucketsQuery,
  ): Promise<Buckets> {
    return this.read(caller, async (manager) => {
      if (!(await canTellSums(manager, '', source, asOf))) throw sumsNotTold();
      return { buckets: await readBuckets(manager, '', source, asOf) };
    });
  }

  @Get('rows')
  @Allow('operate')
  @ApiOkResponse({ type: Rows })
  rows(@TheCaller() caller: Caller, @Param('source') source: string, @Query() query: RowsQuery): Promise<Rows> {
    const of = { ...query, source, bucket: Number(query.bucket) };
    return this.read(caller, async (manager) => ({ rows: await readRows(manager, '', of) }));
  }

  @Get('suspects')
  @Allow('operate')
  @ApiOkResponse({ type: SuspectsAnswer })
  suspects(
    @TheCaller() caller: Caller,
    @Param('source') source: string,
    @Query() { entity, range }: SuspectsQuery,
  ): Promise<SuspectsAnswer> {
    return this.read(caller, async (manager) => {
      const { scanned, ids } = await findSuspects(manager, source, entity, idRange(Number(range)));
      return { scanned, ids: [...ids] };
    });
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
    return this.read(caller, async (manager) => {
      const examination = await examineStore(manager, source, entity, ids);
      return { completeUntil: examination.completeUntil, records: [...examination.records] };
    });
  }

  private read<T>(caller: Caller, work: (manager: EntityManager) => Promise<T>): Promise<T> {
    requireProvince(caller);
    return this.database.inScope(WHOLE_PROVINCE, work);
  }
}
