import type { ServiceDefinition } from '@satudata/service-kit';
import { AppModule } from './app.module.js';
import { mountAuthorizationServer } from './authorization/mount.js';
import { IdentityConfig } from './identity-config.js';

export const identity: ServiceDefinition<IdentityConfig> = {
  name: 'identity',
  module: AppModule,
  config: IdentityConfig,
  extend: mountAuthorizationServer,
};
