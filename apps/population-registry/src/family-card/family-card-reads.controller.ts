import { Controller, Get, Header, Param, Req } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { FamilyCard, regencyOf } from '@satudata/contracts';
import { etagOf } from '@satudata/intake';
import { Allow } from '@satudata/service-kit';
import { Trail, type ReadRequest, type Subject } from '@satudata/trail';
import type { EntityManager } from 'typeorm';
import { idsOfPersons } from '../person/person.store.js';
import { findFamilyCard } from './family-card.store.js';

/** What the registry tells of a family card. One of another office is as unknown as one that never was. */
@ApiTags('family-cards')
@Controller('v1/family-cards')
export class FamilyCardReadsController {
  constructor(private readonly trail: Trail) {}

  @Get(':kk')
  @Allow('family-card:read', { reads: ['identity', 'family', 'residence'] })
  @Header('cache-control', 'no-store')
  @ApiOkResponse({
    type: FamilyCard,
    headers: { ETag: { description: 'Versi / version', schema: { type: 'string' } } },
  })
  async one(@Req() request: ReadRequest, @Param('kk') kk: string): Promise<FamilyCard> {
    const { version, record } = await this.trail.reading(request, async (manager) => {
      const found = await findFamilyCard(manager, kk);
      return found && { answer: found, subjects: await membersOf(manager, found.record) };
    });
    request.res?.set('etag', etagOf(version));
    return record;
  }
}

/** Everybody on the card whom the registry knows: each is told that somebody read it. */
async function membersOf(manager: EntityManager, { head, members, address }: FamilyCard): Promise<Subject[]> {
  const region = regencyOf(address.village);
  const ids = await idsOfPersons(manager, [head, ...members.map(({ nik }) => nik)]);
  return ids.map((person) => ({ person, region }));
}
