import { Module } from '@nestjs/common';
import { loadRegions, RegionTree } from '@satudata/regions';
import { DimensionsController } from './dimensions/dimensions.controller.js';
import { IndicatorsController } from './indicators/indicators.controller.js';
import { ObservationsController } from './observations/observations.controller.js';
import { ObservationsService } from './observations/observations.service.js';
import { ReadSchema } from './read-schema/read-schema.js';
import { RegionsController } from './regions/regions.controller.js';

@Module({
  controllers: [RegionsController, IndicatorsController, DimensionsController, ObservationsController],
  providers: [{ provide: RegionTree, useFactory: loadRegions }, ReadSchema, ObservationsService],
})
export class PlannerApiModule {}
