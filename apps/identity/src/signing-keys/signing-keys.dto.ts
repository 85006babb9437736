import { ApiProperty } from '@nestjs/swagger';
import { Text } from '@satudata/contracts';
import { ActAnswer, REASON } from '../grants/grants.dto.js';
import { KEY_STATES, type KeyState } from './signing-key.js';

/** `POST /v1/signing-keys/rotation`, `POST /v1/signing-keys/{kid}/withdrawal` */
export class KeyDeedRequest {
  @Text(REASON)
  reason!: string;
}

export class SigningKeyAnswer {
  @ApiProperty({ description: 'Sidik jari kunci / thumbprint of the key (RFC 7638)' })
  kid!: string;

  @ApiProperty({ enum: KEY_STATES })
  state!: KeyState;

  @ApiProperty({ format: 'date-time', description: 'Menandatangani sejak / signs from' })
  signsFrom!: Date;

  @ApiProperty({ type: ActAnswer })
  made!: ActAnswer;

  @ApiProperty({ type: ActAnswer, nullable: true })
  withdrawn!: ActAnswer | null;
}

export class SigningKeyList {
  @ApiProperty({ type: [SigningKeyAnswer] })
  keys!: SigningKeyAnswer[];
}
