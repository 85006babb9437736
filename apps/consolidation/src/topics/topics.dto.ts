import { ApiProperty } from '@nestjs/swagger';
import { Text } from '@satudata/contracts';

/** `POST /v1/topics/accept` */
export class AcceptBody {
  @Text({ words: { id: 'Topik', en: 'Topic' }, max: 249 })
  topic!: string;

  @Text({ words: { id: 'Alasan, disimpan selamanya', en: 'Reason, kept for ever' }, min: 10, max: 500 })
  reason!: string;
}

export class AcceptedAnswer {
  @ApiProperty({ description: 'Posisi yang dilepas / Positions put away' })
  positions!: number;

  @ApiProperty({ description: 'Peristiwa terparkir yang dilepas / Parked events put away' })
  parked!: number;

  @ApiProperty({ description: 'Keputusan membuang yang berakhir / Decisions to discard that ended' })
  discarded!: number;
}
