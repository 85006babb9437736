import type { ServiceDefinition } from '@satudata/service-kit';
import { AppModule } from './app.module.js';
import { authorizationPaths } from './authorization/described-paths.js';
import { mountAuthorizationServer } from './authorization/mount.js';
import { IdentityConfig } from './identity-config.js';

export const identity: ServiceDefinition<IdentityConfig> = {
  name: 'identity',
  module: AppModule,
  config: IdentityConfig,
  extend: mountAuthorizationServer,
  describes: authorizationPaths,
};
