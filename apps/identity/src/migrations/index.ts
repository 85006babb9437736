import type { SchemaMigrations } from '@satudata/service-kit';
import { CreateIdentity20261124080500 } from './20261124080500-create-identity.js';
import { KeepTheHistoryOfGrants20261124162000 } from './20261124162000-keep-the-history-of-grants.js';
import { NameTheOffices20261124201500 } from './20261124201500-name-the-offices.js';
import { RotateSigningKeys20261124235500 } from './20261124235500-rotate-signing-keys.js';

export const identityMigrations: SchemaMigrations = {
  schema: 'identity',
  migrations: [
    CreateIdentity20261124080500,
    KeepTheHistoryOfGrants20261124162000,
    NameTheOffices20261124201500,
    RotateSigningKeys20261124235500,
  ],
};
