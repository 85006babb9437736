import { Module } from '@nestjs/common';
import { ClientRegister } from './clients/client-register.js';
import { SigningKeyStore } from './signing/signing-keys.js';

@Module({ providers: [ClientRegister, SigningKeyStore] })
export class AppModule {}
