import { Controller, Get, Query, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Allow, TheCaller, type Caller } from '@satudata/service-kit';
import type { Response } from 'express';
import { etagOf } from './etag.js';
import { ObservationsAnswer } from './observations.answer.js';
import { ObservationsParameters } from './observations.query.js';
import { ObservationsService } from './observations.service.js';

@ApiTags('observations')
@Controller('v1/observations')
export class ObservationsController {
  constructor(private readonly observations: ObservationsService) {}

  @Get()
  @Allow('observe')
  @ApiOperation({ summary: 'Angka menurut wilayah dan pecahan / numbers by region and split' })
  @ApiOkResponse({ type: ObservationsAnswer })
  async observe(
    @TheCaller() caller: Caller,
    @Query() parameters: ObservationsParameters,
    @Res({ passthrough: true }) response: Response,
  ): Promise<ObservationsAnswer> {
    const answer = await this.observations.observe(caller, parameters);
    // Express answers 304 by itself when the asker already holds this tag.
    response.set({ etag: etagOf(answer), 'cache-control': 'private, max-age=5' });
    return answer;
  }
}
