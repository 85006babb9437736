import { Controller, Get, Header, Param, Query, Req } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Person, regencyOf } from '@satudata/contracts';
import { etagOf } from '@satudata/intake';
import { Allow } from '@satudata/service-kit';
import { AccessesQuery, PersonAccesses, Trail, type ReadRequest, type Subject } from '@satudata/trail';
import { findPerson } from './person.store.js';

/** What the registry tells of a person. One of another office is as unknown as one that never was. */
@ApiTags('persons')
@Controller('v1/persons')
export class PersonReadsController {
  constructor(private readonly trail: Trail) {}

  @Get(':nik')
  @Allow('person:read', { reads: ['identity', 'civil-status', 'family', 'residence', 'health'] })
  @Header('cache-control', 'no-store')
  @ApiOkResponse({ type: Person, headers: { ETag: { description: 'Versi / version', schema: { type: 'string' } } } })
  async one(@Req() request: ReadRequest, @Param('nik') nik: string): Promise<Person> {
    const { version, record } = await this.trail.reading(request, async (manager) => {
      const found = await findPerson(manager, nik);
      return found && { answer: found, subjects: [subjectOf(found.record)] };
    });
    request.res?.set('etag', etagOf(version));
    return record;
  }

  /** For the person, who asks at the office: a right of the data subject (UU 27/2022 art. 7). */
  @Get(':nik/access')
  @Allow('person-access:read', { reads: ['access-trail'] })
  @Header('cache-control', 'no-store')
  @ApiOkResponse({ type: PersonAccesses, description: 'Siapa yang membaca data orang ini / who read their data' })
  access(
    @Req() request: ReadRequest,
    @Param('nik') nik: string,
    @Query() { cursor }: AccessesQuery,
  ): Promise<PersonAccesses> {
    return this.trail.accesses(request, cursor, async (manager) => {
      const found = await findPerson(manager, nik);
      return found && subjectOf(found.record);
    });
  }
}

function subjectOf({ id, residence }: Person): Subject {
  return { person: id, region: regencyOf(residence.address.village) };
}
