import { Body, Controller, HttpCode, Param, Post, Put, Req } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiHeader, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { FamilyCardSubmission } from '@satudata/contracts';
import {
  BatchAnswer,
  batchAnswer,
  BATCH_KEY_HEADER,
  CONTENT_DIGEST_HEADER,
  Intake,
  RecordAnswer,
  RECORD_KEY_HEADER,
} from '@satudata/intake';
import { Allow, Streamed, TheCaller, type Caller, type TracedRequest } from '@satudata/service-kit';
import { FamilyCardService } from './family-card.service.js';

@ApiTags('family-cards')
@Controller('v1/family-cards')
export class FamilyCardController {
  constructor(
    private readonly intake: Intake,
    private readonly familyCards: FamilyCardService,
  ) {}

  @Put(':kk')
  @Allow('family-card:write')
  @ApiHeader({ name: 'If-Match', required: false, description: 'ETag jawaban terakhir / ETag of the last answer' })
  @ApiHeader(RECORD_KEY_HEADER)
  @ApiHeader(CONTENT_DIGEST_HEADER)
  @ApiOkResponse({ type: RecordAnswer })
  put(
    @TheCaller() caller: Caller,
    @Param('kk') kk: string,
    @Body() submission: FamilyCardSubmission,
    @Req() request: TracedRequest,
  ): Promise<RecordAnswer> {
    this.intake.requireSameIdentity(kk, submission.kk, '/kk');
    return this.intake.take(this.familyCards, submission, caller, request);
  }

  @Post('batches')
  @HttpCode(200)
  @Allow('family-card:write')
  @Streamed('application/x-ndjson')
  @ApiConsumes('application/x-ndjson')
  @ApiHeader(BATCH_KEY_HEADER)
  @ApiHeader(CONTENT_DIGEST_HEADER)
  @ApiBody({
    type: String,
    description: 'NDJSON: satu FamilyCardSubmission per baris / one FamilyCardSubmission per line',
  })
  @ApiOkResponse({ type: BatchAnswer })
  async batch(@TheCaller() caller: Caller, @Req() request: TracedRequest): Promise<BatchAnswer> {
    return batchAnswer(await this.intake.receive(this.familyCards, caller, request));
  }
}
