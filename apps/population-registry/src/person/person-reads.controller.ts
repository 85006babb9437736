import { Controller, Get, Header, Param, Res } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Person } from '@satudata/contracts';
import { etagOf } from '@satudata/intake';
import { Allow, Problem, ScopedDatabase, TheCaller, type Caller } from '@satudata/service-kit';
import type { Response } from 'express';
import { findPerson } from './person.store.js';

/** What the registry tells of a person. One of another office is as unknown as one that never was. */
@ApiTags('persons')
@Controller('v1/persons')
export class PersonReadsController {
  constructor(private readonly database: ScopedDatabase) {}

  @Get(':nik')
  @Allow('person:read', { reads: ['identity', 'civil-status', 'family', 'residence', 'health'] })
  @Header('cache-control', 'no-store')
  @ApiOkResponse({ type: Person, headers: { ETag: { description: 'Versi / version', schema: { type: 'string' } } } })
  async one(
    @TheCaller() { scope }: Caller,
    @Param('nik') nik: string,
    @Res({ passthrough: true }) response: Response,
  ): Promise<Person> {
    const person = await this.database.inScope(scope, (manager) => findPerson(manager, nik));
    if (!person) throw new Problem('not-found');
    response.set('etag', etagOf(person.version));
    return person.record;
  }
}
