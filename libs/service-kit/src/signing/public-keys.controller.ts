import { Controller, Get, Header } from '@nestjs/common';
import { ApiOkResponse, ApiProperty, ApiTags } from '@nestjs/swagger';
import type { JWK } from 'jose';
import { Public } from '../access/access.js';
import { Signer } from './signer.js';

/** RFC 7517 */
export class PublicKeys {
  @ApiProperty({ type: [Object], description: 'JWK; issuer: layanan pemiliknya / issuer: the service whose it is' })
  keys!: JWK[];
}

@ApiTags('metadata')
@Controller('.well-known')
export class PublicKeysController {
  constructor(private readonly signer: Signer) {}

  @Get('jwks.json')
  @Public('whoever is shown a receipt or a trail may check who signed it')
  @Header('content-type', 'application/jwk-set+json')
  @ApiOkResponse({
    type: PublicKeys,
    description:
      'Kunci publik penanda tangan tanda terima dan jejak akses / public keys that sign receipts and the trail',
  })
  read(): PublicKeys {
    return { keys: this.signer.publicKeys };
  }
}
