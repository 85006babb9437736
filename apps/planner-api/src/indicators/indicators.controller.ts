import { Controller, Get, Param } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Allow } from '@satudata/service-kit';
import { nearestMembers } from '../nearest/nearest-members.js';
import { unknownId } from '../nearest/unknown-id.js';
import { IndicatorAnswer, indicatorAnswer, IndicatorList } from './indicator.answer.js';
import { INDICATOR_IDS, isIndicatorId } from './indicators.js';

@ApiTags('indicators')
@Controller('v1/indicators')
export class IndicatorsController {
  @Get()
  @Allow('observe')
  @ApiOperation({ summary: 'Semua indikator / every indicator' })
  @ApiOkResponse({ type: IndicatorList })
  list(): IndicatorList {
    return { indicators: INDICATOR_IDS.map(indicatorAnswer) };
  }

  @Get(':id')
  @Allow('observe')
  @ApiOperation({ summary: 'Definisi satu indikator / the definition of one indicator' })
  @ApiOkResponse({ type: IndicatorAnswer })
  read(@Param('id') id: string): IndicatorAnswer {
    if (!isIndicatorId(id)) throw unknownId(nearestMembers(id, INDICATOR_IDS));
    return indicatorAnswer(id);
  }
}
