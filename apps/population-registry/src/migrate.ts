import { runMigrations } from '@satudata/service-kit';
import { populationRegistrySchemas } from './population-registry.js';

void runMigrations(populationRegistrySchemas);
