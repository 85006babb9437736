import { Module } from '@nestjs/common';
import { ClientRegister } from './clients/client-register.js';

@Module({ providers: [ClientRegister] })
export class AppModule {}
