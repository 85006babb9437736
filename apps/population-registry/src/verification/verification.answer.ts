import { ApiProperty } from '@nestjs/swagger';
import type { Match } from './match-claim.js';

const same = { required: false, type: Boolean } as const;

/** Per claimed field, whether the registry says the same; of a NIK that is not there every field is false. */
export class MatchAnswer implements Match {
  @ApiProperty(same)
  name?: boolean;

  @ApiProperty(same)
  sex?: boolean;

  @ApiProperty(same)
  birthPlace?: boolean;

  @ApiProperty(same)
  birthDate?: boolean;

  @ApiProperty(same)
  maritalStatus?: boolean;

  @ApiProperty(same)
  motherName?: boolean;

  @ApiProperty(same)
  kk?: boolean;

  @ApiProperty(same)
  status?: boolean;

  @ApiProperty(same)
  village?: boolean;
}

export class VerificationAnswer {
  @ApiProperty({ type: [MatchAnswer], description: 'Menurut urutan orang / in the order of the persons' })
  matches!: MatchAnswer[];
}
