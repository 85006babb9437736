import { intakeSchema } from '@satudata/intake';
import { outboxSchema } from '@satudata/outbox';
import { SourceServiceConfig, type SchemaMigrations, type ServiceDefinition } from '@satudata/service-kit';
import { trailSchema } from '@satudata/trail';
import { AppModule } from './app.module.js';
import { registrySchema } from './migrations/index.js';

export const populationRegistry: ServiceDefinition<SourceServiceConfig> = {
  name: 'population-registry',
  module: AppModule,
  config: SourceServiceConfig,
};

/** In the order in which they are brought up to date. */
export const populationRegistrySchemas: readonly SchemaMigrations[] = [
  outboxSchema,
  intakeSchema,
  trailSchema,
  registrySchema,
];
