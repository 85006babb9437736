import { Readable } from 'node:stream';
import { Controller, Delete, Get, Header, Param, Query, Req, StreamableFile } from '@nestjs/common';
import { ApiExtraModels, ApiOkResponse, ApiTags, getSchemaPath } from '@nestjs/swagger';
import { BATCH_RECEIPT } from '@satudata/contracts';
import { Allow, Signer, TheCaller, type Caller, type TracedRequest } from '@satudata/service-kit';
import { Intake } from '../intake.js';
import { batchReceipt } from './batch-receipt.js';
import { BatchAnswer, batchAnswer, BatchesQuery, BatchList, LineVerdict, VerdictsQuery } from './batches.dto.js';

@ApiTags('batches')
@Controller('v1/batches')
export class BatchesController {
  constructor(
    private readonly intake: Intake,
    private readonly signer: Signer,
  ) {}

  @Get()
  @Allow('batch:read')
  @ApiOkResponse({ type: BatchList })
  async list(@TheCaller() caller: Caller, @Query() query: BatchesQuery): Promise<BatchList> {
    const batches = await this.intake.batches(caller, query.key);
    return { batches: batches.map(batchAnswer) };
  }

  @Get(':id')
  @Allow('batch:read')
  @ApiOkResponse({ type: BatchAnswer })
  async one(@TheCaller() caller: Caller, @Param('id') id: string): Promise<BatchAnswer> {
    return batchAnswer(await this.intake.batch(caller, id));
  }

  /** Ended, not forgotten: what was taken stays, and so does what is told of it. */
  @Delete(':id')
  @Allow('batch:cancel')
  @ApiOkResponse({
    type: BatchAnswer,
    description:
      'Yang sudah diterima tetap / what was taken stays; ulangan dijawab sama / a repeat gets the same answer',
  })
  async cancel(
    @TheCaller() caller: Caller,
    @Param('id') id: string,
    @Req() request: TracedRequest,
  ): Promise<BatchAnswer> {
    return batchAnswer(await this.intake.cancel(caller, id, request));
  }

  @Get(':id/receipt')
  @Allow('batch:read')
  @Header('content-type', 'application/jose')
  @ApiOkResponse({
    description: 'JWS ES256 (RFC 7515): apa yang diterima / what was taken; /.well-known/jwks.json',
    content: { 'application/jose': { schema: { type: 'string' } } },
  })
  async receipt(@TheCaller() caller: Caller, @Param('id') id: string): Promise<string> {
    return this.signer.sign(BATCH_RECEIPT, batchReceipt(await this.intake.batch(caller, id)));
  }

  @Get(':id/verdicts')
  @Allow('batch:read')
  @Header('content-type', 'application/x-ndjson')
  @ApiExtraModels(LineVerdict)
  @ApiOkResponse({
    description: 'NDJSON: satu LineVerdict per baris / one LineVerdict per line',
    content: { 'application/x-ndjson': { schema: { $ref: getSchemaPath(LineVerdict) } } },
  })
  async verdicts(
    @TheCaller() caller: Caller,
    @Param('id') id: string,
    @Query() query: VerdictsQuery,
  ): Promise<StreamableFile> {
    const verdicts = await this.intake.verdicts(caller, id, query.outcome);
    return new StreamableFile(Readable.from(verdicts, { objectMode: false }));
  }
}
