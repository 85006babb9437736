import type { SchemaMigrations } from '@satudata/service-kit';
import { CreateIdentity20261124080500 } from './20261124080500-create-identity.js';

export const identityMigrations: SchemaMigrations = { schema: 'identity', migrations: [CreateIdentity20261124080500] };
