import { Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse } from '@nestjs/swagger';
import { Allow, ForProvince, Problem, TheCaller, type Caller, type ScopedDatabase } from '@satudata/service-kit';
import type { EntityManager } from 'typeorm';
import { findSuspects } from './find-suspects.js';
import { canTellSums, readBuckets, readRows, sumsThrough, unequalSums } from './read-buckets.js';
import type { ReconciledSide } from './reconciled-side.js';
import {
  Buckets,
  BucketsQuery,
  Rows,
  RowsQuery,
  SumsProof,
  SumsState,
  SuspectsAnswer,
  SuspectsQuery,
} from './reconciliation.dto.js';
import { idRange } from './scan-ranges.js';
import { sumsNotTold } from './sums-not-told.js';

/** What either side of a reconciliation is asked alike, for operators. Nothing here tells what a record says. */
@ForProvince()
export abstract class ReconciliationRoutes {
  protected constructor(
    private readonly database: ScopedDatabase,
    private readonly side: ReconciledSide,
  ) {}

  @Get()
  @Allow('operate')
  @ApiOkResponse({ type: SumsState })
  state(@TheCaller() caller: Caller, @Param('source') source: string): Promise<SumsState> {
    return this.read(caller, source, async (manager) => {
      const through = await sumsThrough(manager, this.side.prefix, source);
      return { entities: await this.side.entitiesOf(manager, source), through: through?.toISOString() ?? null };
    });
  }

  @Get('proof')
  @Allow('operate')
  @ApiOkResponse({ type: SumsProof })
  proof(@TheCaller() caller: Caller, @Param('source') source: string): Promise<SumsProof> {
    return this.read(caller, source, async (manager) => ({
      unequal: await unequalSums(manager, this.side.prefix, source),
    }));
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
      if (!(await canTellSums(manager, this.side.prefix, source, asOf))) throw sumsNotTold();
      return { buckets: await readBuckets(manager, this.side.prefix, source, asOf) };
    });
  }

  @Get('rows')
  @Allow('operate')
  @ApiOkResponse({ type: Rows })
  rows(@TheCaller() caller: Caller, @Param('source') source: string, @Query() query: RowsQuery): Promise<Rows> {
    const of = { ...query, source, bucket: Number(query.bucket) };
    return this.read(caller, source, async (manager) => ({ rows: await readRows(manager, this.side.prefix, of) }));
  }

  @Get('suspects')
  @Allow('operate')
  @ApiOkResponse({ type: SuspectsAnswer })
  suspects(
    @TheCaller() caller: Caller,
    @Param('source') source: string,
    @Query() { entity, range }: SuspectsQuery,
  ): Promise<SuspectsAnswer> {
    return this.read(caller, source, (manager) =>
      findSuspects(manager, this.side, { source, entity }, idRange(Number(range))),
    );
  }

  protected read<T>({ scope }: Caller, source: string, work: (manager: EntityManager) => Promise<T>): Promise<T> {
    this.require(source);
    return this.database.inScope(scope, work);
  }

  protected require(source: string): void {
    if (!this.side.knows(source)) throw new Problem('not-found');
  }
}
