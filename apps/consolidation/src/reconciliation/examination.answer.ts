import { ApiProperty } from '@nestjs/swagger';
import { HeldAnswer } from '@satudata/outbox';

export class StoredAnswer extends HeldAnswer {
  @ApiProperty({ description: 'Sidik 64 bit / 64-bit hash' })
  hash!: string;

  @ApiProperty()
  deleted!: boolean;
}

export class HeardAnswer {
  @ApiProperty()
  version!: number;

  @ApiProperty({ description: 'Sidik 64 bit / 64-bit hash' })
  hash!: string;
}

export class StoreFactsAnswer {
  @ApiProperty()
  id!: string;

  @ApiProperty({ example: '18.09' })
  region!: string;

  @ApiProperty({ type: StoredAnswer, nullable: true })
  record!: StoredAnswer | null;

  @ApiProperty({ type: HeardAnswer, nullable: true })
  history!: HeardAnswer | null;

  @ApiProperty({ description: 'Ada peristiwanya yang diparkir / an event of it is parked' })
  parked!: boolean;
}

export class StoreExaminationAnswer {
  @ApiProperty({ format: 'date-time', type: String, nullable: true })
  completeUntil!: string | null;

  @ApiProperty({ type: [StoreFactsAnswer] })
  records!: StoreFactsAnswer[];
}
