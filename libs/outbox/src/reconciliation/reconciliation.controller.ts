import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Allow, Problem, ScopedDatabase, TheCaller, WHOLE_PROVINCE, type Caller } from '@satudata/service-kit';
import type { EntityManager } from 'typeorm';
import { canTellSums, readBuckets, readRows, sumsThrough, unequalSums } from './read-buckets.js';
import {
  Buckets,
  BucketsQuery,
  ExamineRequest,
  RestateAnswer,
  RestateRequest,
  Rows,
  RowsQuery,
  SourceExaminationAnswer,
  SumsProof,
  SumsState,
  SuspectsAnswer,
  SuspectsQuery,
} from './reconciliation.dto.js';
import { requireProvince } from './require-province.js';
import { SourceReconciliation } from './source-reconciliation.js';
import { sumsNotTold } from './sums-not-told.js';

/** The source's side of a reconciliation, for operators. Nothing here tells what a record says. */
@ApiTags('reconciliation')
@Controller('v1/reconciliation/sources/:source')
export class ReconciliationController {
  constructor(
    private readonly reconciliation: SourceReconciliation,
    private readonly database: ScopedDatabase,
  ) {}

  @Get()
  @Allow('operate')
  @ApiOkResponse({ type: SumsState })
  async state(@TheCaller() caller: Caller, @Param('source') source: string): Promise<SumsState> {
    const through = await this.read(caller, source, (manager) => sumsThrough(manager, 'outbox.', source));
    return { entities: this.reconciliation.entities, through: through?.toISOString() ?? null };
  }

  @Get('proof')
  @Allow('operate')
  @ApiOkResponse({ type: SumsProof })
  async proof(@TheCaller() caller: Caller, @Param('source') source: string): Promise<SumsProof> {
    return { unequal: await this.read(caller, source, (manager) => unequalSums(manager, 'outbox.', source)) };
  }

  @Get('buckets')
  @Allow('operate')
  @ApiOkResponse({ type: Buckets })
  buckets(
    @TheCaller() caller: Caller,
    @Param('source') source: string,
    @Query() { asOf }: BucketsQuery,
  ): Promise<Buckets> {
    return this.read(caller, source, async (manager) => {
      if (!(await canTellSums(manager, 'outbox.', source, asOf))) throw sumsNotTold();
      return { buckets: await readBuckets(manager, 'outbox.', source, asOf) };
    });
  }

  @Get('rows')
  @Allow('operate')
  @ApiOkResponse({ type: Rows })
  rows(@TheCaller() caller: Caller, @Param('source') source: string, @Query() query: RowsQuery): Promise<Rows> {
    const of = { ...query, source, bucket: Number(query.bucket) };
    return this.read(caller, source, async (manager) => ({ rows: await readRows(manager, 'outbox.', of) }));
  }

  @Get('suspects')
  @Allow('operate')
  @ApiOkResponse({ type: SuspectsAnswer })
  async suspects(
    @TheCaller() caller: Caller,
    @Param('source') source: string,
    @Query() { entity, range }: SuspectsQuery,
  ): Promise<SuspectsAnswer> {
    this.require(caller, source);
    const { scanned, ids } = await this.reconciliation.suspects(entity, Number(range));
    return { scanned, ids: [...ids] };
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
    this.require(caller, source);
    const ids = records.map(({ id }) => id);
    const examination = await this.reconciliation.examine(entity, ids);
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
    this.require(caller, source);
    const order = { report, reason, now: new Date() };
    return { restated: await this.reconciliation.restate(entity, corrections, order) };
  }

  private read<T>(caller: Caller, source: string, work: (manager: EntityManager) => Promise<T>): Promise<T> {
    this.require(caller, source);
    return this.database.inScope(WHOLE_PROVINCE, work);
  }

  private require(caller: Caller, source: string): void {
    if (source !== this.reconciliation.source) throw new Problem('not-found');
    requireProvince(caller);
  }
}
