import { Module } from '@nestjs/common';
import { CurrentAuthorizationServer } from './authorization/current-authorization-server.js';
import { ClientRegister } from './clients/client-register.js';
import { ClientsController } from './clients/clients.controller.js';
import { GrantRegister } from './grants/grant-register.js';
import { GrantsController } from './grants/grants.controller.js';
import { SigningKeyRegister } from './signing-keys/signing-key-register.js';
import { SigningKeysController } from './signing-keys/signing-keys.controller.js';

@Module({
  controllers: [GrantsController, ClientsController, SigningKeysController],
  providers: [ClientRegister, GrantRegister, SigningKeyRegister, CurrentAuthorizationServer],
})
export class AppModule {}
