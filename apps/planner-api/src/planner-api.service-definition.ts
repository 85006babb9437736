import { ServiceConfig, type ServiceDefinition } from '@satudata/service-kit';
import { PlannerApiModule } from './planner-api.module.js';

/** What `main.ts` boots, and what specs boot without listening. */
export const PLANNER_API: ServiceDefinition<ServiceConfig> = {
  name: 'planner-api',
  module: PlannerApiModule,
  config: ServiceConfig,
};
