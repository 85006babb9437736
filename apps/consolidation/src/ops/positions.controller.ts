import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiProperty } from '@nestjs/swagger';
import { InboxServer, readInboxState } from '@satudata/inbox';
import { Allow, ScopedDatabase, WHOLE_PROVINCE } from '@satudata/service-kit';
import { CONSUMER } from '../consumer.js';

export class PartitionPosition {
  @ApiProperty({ description: 'Topik / Topic' })
  topic!: string;

  @ApiProperty({ description: 'Partisi / Partition' })
  partition!: number;

  @ApiProperty({ description: 'Offset pertama yang belum diterapkan / First offset not applied yet' })
  next!: string;

  @ApiProperty({ description: 'Waktu log peristiwa terakhir / Append time of the last event', format: 'date-time' })
  appendedAt!: Date;

  @ApiProperty({ description: 'Peristiwa yang diparkir / Events parked' })
  parked!: number;
}

export class Positions {
  @ApiProperty({ type: PartitionPosition, isArray: true, description: 'Posisi per partisi / Position per partition' })
  positions!: readonly PartitionPosition[];

  @ApiProperty({ description: 'Pekerjaan langkah 2 yang menunggu / Work waiting for step 2' })
  todo!: number;

  @ApiProperty({ type: String, isArray: true, description: 'Mengapa log tidak dibaca / Why the log is not read' })
  complaints!: readonly string[];
}

@Controller('v1/positions')
export class PositionsController {
  constructor(
    private readonly database: ScopedDatabase,
    private readonly inbox: InboxServer,
  ) {}

  @Get()
  @Allow('operate')
  @ApiOkResponse({ type: Positions })
  async read(): Promise<Positions> {
    const state = await this.database.inScope(WHOLE_PROVINCE, (manager) => readInboxState(manager, CONSUMER));
    return { ...state, complaints: this.inbox.complaints };
  }
}
