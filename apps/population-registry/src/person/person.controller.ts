import { Body, Controller, HttpCode, Param, Post, Put, Req } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiHeader, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { PersonSubmission } from '@satudata/contracts';
import {
  BatchAnswer,
  batchAnswer,
  BATCH_KEY_HEADER,
  COLUMN_MAPPING_HEADER,
  CONTENT_DIGEST_HEADER,
  Intake,
  RecordAnswer,
  RECORD_KEY_HEADER,
  TABLE_MEDIA_TYPES,
} from '@satudata/intake';
import { Allow, Streamed, TheCaller, type Caller, type TracedRequest } from '@satudata/service-kit';
import { PersonService } from './person.service.js';

@ApiTags('persons')
@Controller('v1/persons')
export class PersonController {
  constructor(
    private readonly intake: Intake,
    private readonly persons: PersonService,
  ) {}

  @Put(':nik')
  @Allow('person:write')
  @ApiHeader({ name: 'If-Match', required: false, description: 'ETag jawaban terakhir / ETag of the last answer' })
  @ApiHeader(RECORD_KEY_HEADER)
  @ApiHeader(CONTENT_DIGEST_HEADER)
  @ApiOkResponse({ type: RecordAnswer })
  put(
    @TheCaller() caller: Caller,
    @Param('nik') nik: string,
    @Body() submission: PersonSubmission,
    @Req() request: TracedRequest,
  ): Promise<RecordAnswer> {
    this.intake.requireSameIdentity(nik, submission.nik, '/nik');
    return this.intake.take(this.persons, submission, caller, request);
  }

  @Post('batches')
  @HttpCode(200)
  @Allow('person:write')
  @Streamed(...TABLE_MEDIA_TYPES)
  @ApiConsumes(...TABLE_MEDIA_TYPES)
  @ApiHeader(BATCH_KEY_HEADER)
  @ApiHeader(CONTENT_DIGEST_HEADER)
  @ApiHeader(COLUMN_MAPPING_HEADER)
  @ApiBody({
    type: String,
    description:
      'NDJSON: satu PersonSubmission per baris / one PersonSubmission per line; CSV, TSV, XLSX: judul di baris pertama / headings in the first line',
  })
  @ApiOkResponse({ type: BatchAnswer })
  async batch(@TheCaller() caller: Caller, @Req() request: TracedRequest): Promise<BatchAnswer> {
    return batchAnswer(await this.intake.receive(this.persons, caller, request));
  }
}
