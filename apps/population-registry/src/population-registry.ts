import { intakeSchema } from '@satudata/intake';
import { outboxSchema } from '@satudata/outbox';
import { EventServiceConfig, type SchemaMigrations, type ServiceDefinition } from '@satudata/service-kit';
import { AppModule } from './app.module.js';
import { registrySchema } from './migrations/index.js';

export const populationRegistry: ServiceDefinition<EventServiceConfig> = {
  name: 'population-registry',
  module: AppModule,
  config: EventServiceConfig,
};

/** In the order in which they are brought up to date. */
export const populationRegistrySchemas: readonly SchemaMigrations[] = [outboxSchema, intakeSchema, registrySchema];
