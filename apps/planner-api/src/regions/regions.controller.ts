import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { RegionTree } from '@satudata/regions';
import { Allow } from '@satudata/service-kit';
import { unknownId } from '../nearest/unknown-id.js';
import { listRegions } from './list-regions.js';
import { nearestRegions } from './nearest-regions.js';
import { RegionAnswer, regionAnswer, RegionList } from './region.answer.js';
import { RegionsParameters } from './regions.query.js';

@ApiTags('regions')
@Controller('v1/regions')
export class RegionsController {
  constructor(private readonly tree: RegionTree) {}

  @Get()
  @Allow('observe')
  @ApiOperation({ summary: 'Daftar atau cari wilayah / list or search regions' })
  @ApiOkResponse({ type: RegionList })
  list(@Query() parameters: RegionsParameters): RegionList {
    const { regions, total, next } = listRegions(this.tree, parameters);
    return {
      regions: regions.map((region) => regionAnswer(this.tree, region)),
      total,
      returned: regions.length,
      ...(next !== undefined && { next }),
    };
  }

  @Get(':code')
  @Allow('observe')
  @ApiOperation({ summary: 'Satu wilayah dengan jalurnya / one region with its path' })
  @ApiOkResponse({ type: RegionAnswer })
  read(@Param('code') code: string): RegionAnswer {
    const region = this.tree.get(code);
    if (region) return regionAnswer(this.tree, region);
    throw unknownId(nearestRegions(this.tree, code));
  }
}
