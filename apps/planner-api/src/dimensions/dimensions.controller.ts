import { Controller, Get, Param } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Allow } from '@satudata/service-kit';
import { nearestMembers } from '../nearest/nearest-members.js';
import { unknownId } from '../nearest/unknown-id.js';
import { dimensionAnswer, DimensionList, MemberList } from './dimension.answer.js';
import { DIMENSION_IDS, DIMENSIONS, isDimensionId } from './dimensions.js';

@ApiTags('dimensions')
@Controller('v1/dimensions')
export class DimensionsController {
  @Get()
  @Allow('observe')
  @ApiOperation({ summary: 'Semua dimensi / every dimension' })
  @ApiOkResponse({ type: DimensionList })
  list(): DimensionList {
    return { dimensions: DIMENSION_IDS.map(dimensionAnswer) };
  }

  @Get(':id/members')
  @Allow('observe')
  @ApiOperation({ summary: 'Anggota satu dimensi / the members of one dimension' })
  @ApiOkResponse({ type: MemberList })
  members(@Param('id') id: string): MemberList {
    if (!isDimensionId(id)) throw unknownId(nearestMembers(id, DIMENSION_IDS));
    return { dimension: id, members: [...DIMENSIONS[id].members] };
  }
}
