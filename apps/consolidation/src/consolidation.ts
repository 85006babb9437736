import { hearEvents } from '@satudata/inbox';
import { EventServiceConfig, type ServiceDefinition } from '@satudata/service-kit';
import { AppModule } from './app.module.js';
import { searchPathOf } from './generation.js';

export const consolidation: ServiceDefinition<EventServiceConfig> = {
  name: 'consolidation',
  module: AppModule,
  config: EventServiceConfig,
  searchPath: searchPathOf('live'),
  extend: hearEvents,
};
