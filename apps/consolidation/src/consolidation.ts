import { hearEvents } from '@satudata/inbox';
import { EventServiceConfig, type ServiceDefinition } from '@satudata/service-kit';
import { AppModule } from './app.module.js';
import { LIVE } from './generation.js';

export const consolidation: ServiceDefinition<EventServiceConfig> = {
  name: 'consolidation',
  module: AppModule,
  config: EventServiceConfig,
  searchPath: LIVE,
  extend: hearEvents,
};
