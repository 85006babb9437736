import { Module } from '@nestjs/common';
import { ClientRegister } from './clients/client-register.js';
import { ClientsController } from './clients/clients.controller.js';
import { GrantRegister } from './grants/grant-register.js';
import { GrantsController } from './grants/grants.controller.js';

@Module({ controllers: [GrantsController, ClientsController], providers: [ClientRegister, GrantRegister] })
export class AppModule {}
