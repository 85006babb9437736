import { Module, type DynamicModule } from '@nestjs/common';
import { PublicKeysController } from './public-keys.controller.js';
import { KEY_SCHEMA, Signer } from './signer.js';

@Module({})
export class SigningModule {
  /** For a service whose keys lie in `<schema>.signing_key`. */
  static withKeysIn(schema: string): DynamicModule {
    return {
      module: SigningModule,
      global: true,
      controllers: [PublicKeysController],
      providers: [{ provide: KEY_SCHEMA, useValue: schema }, Signer],
      exports: [Signer],
    };
  }
}
