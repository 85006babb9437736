import { Controller, Get, Header, Param, Req } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { VitalEvent } from '@satudata/contracts';
import { etagOf } from '@satudata/intake';
import { Allow } from '@satudata/service-kit';
import { Trail, type ReadRequest, type Subject } from '@satudata/trail';
import type { EntityManager } from 'typeorm';
import { idsOfPersons } from '../person/person.store.js';
import { findVitalEvent } from './vital-event.store.js';

/** What the registry tells of a vital event. One of another office is as unknown as one that never was. */
@ApiTags('vital-events')
@Controller('v1/vital-events')
export class VitalEventReadsController {
  constructor(private readonly trail: Trail) {}

  @Get(':id')
  @Allow('vital-event:read', { reads: ['identity', 'civil-status', 'family'] })
  @Header('cache-control', 'no-store')
  @ApiOkResponse({
    type: VitalEvent,
    headers: { ETag: { description: 'Versi / version', schema: { type: 'string' } } },
  })
  async one(@Req() request: ReadRequest, @Param('id') id: string): Promise<VitalEvent> {
    const { version, record } = await this.trail.reading(request, async (manager) => {
      const found = await findVitalEvent(manager, id);
      return found && { answer: found, subjects: await participants(manager, found.record) };
    });
    request.res?.set('etag', etagOf(version));
    return record;
  }
}

/** Everybody who took part and whom the registry knows: each is told that somebody read it. */
async function participants(manager: EntityManager, { persons, office }: VitalEvent): Promise<Subject[]> {
  const ids = await idsOfPersons(
    manager,
    persons.map(({ nik }) => nik),
  );
  return ids.map((person) => ({ person, region: office }));
}
