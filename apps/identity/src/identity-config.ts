import { ServiceConfig } from '@satudata/service-kit';
import { IsOptional, IsString } from 'class-validator';

export class IdentityConfig extends ServiceConfig {
  /** A JWK set of private ES256 keys (usually by `IDENTITY_SIGNING_KEYS_FILE`); the first signs, all are published. */
  @IsOptional()
  @IsString()
  IDENTITY_SIGNING_KEYS?: string;

  /** Folder for the private keys of the development clients; without it there are none. */
  @IsOptional()
  @IsString()
  IDENTITY_DEVELOPMENT_CLIENTS?: string;
}
