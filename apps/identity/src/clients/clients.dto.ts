import { ApiProperty } from '@nestjs/swagger';
import { Text } from '@satudata/contracts';
import { REASON } from '../grants/grants.dto.js';

/** `POST /v1/clients/{client}/revocation` */
export class RevocationRequest {
  @Text(REASON)
  reason!: string;
}

export class RevocationAnswer {
  @ApiProperty()
  client!: string;

  @ApiProperty({ description: 'Klien yang mencabut / the client that revoked it' })
  by!: string;

  @ApiProperty({ format: 'date-time' })
  at!: Date;

  @ApiProperty({ description: 'Alasan / reason' })
  reason!: string;
}
