import type { SchemaMigrations } from '@satudata/service-kit';
import { CreateRegistry20261124090000 } from './20261124090000-create-registry.js';

export const registrySchema: SchemaMigrations = { schema: 'registry', migrations: [CreateRegistry20261124090000] };
