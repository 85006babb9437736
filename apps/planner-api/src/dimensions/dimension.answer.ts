import { ApiProperty } from '@nestjs/swagger';
import type { Words } from '@satudata/contracts';
import { WordsAnswer } from '../words.answer.js';
import { DIMENSIONS, type DimensionId } from './dimensions.js';

export class MemberAnswer {
  @ApiProperty({ example: 'P' })
  id!: string;

  @ApiProperty({ type: WordsAnswer })
  name!: Words;
}

export class DimensionAnswer {
  @ApiProperty({ enum: Object.keys(DIMENSIONS) })
  id!: DimensionId;

  @ApiProperty({ type: WordsAnswer })
  name!: Words;

  @ApiProperty({ type: WordsAnswer, description: 'Asal kode / where the codes come from' })
  codelist!: Words;

  @ApiProperty({ type: WordsAnswer, description: 'Cara memakainya dalam kueri / how a query uses it' })
  parameter!: Words;

  @ApiProperty({ description: 'Jumlah anggota / number of members' })
  members!: number;
}

export class DimensionList {
  @ApiProperty({ type: [DimensionAnswer] })
  dimensions!: DimensionAnswer[];
}

export class MemberList {
  @ApiProperty({ enum: Object.keys(DIMENSIONS) })
  dimension!: DimensionId;

  @ApiProperty({ type: [MemberAnswer] })
  members!: MemberAnswer[];
}

export function dimensionAnswer(id: DimensionId): DimensionAnswer {
  const { name, codelist, parameter, members } = DIMENSIONS[id];
  return { id, name, codelist, parameter, members: members.length };
}
