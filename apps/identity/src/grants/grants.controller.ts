import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { loadRegions } from '@satudata/regions';
import { Allow, ForProvince, Problem, TheCaller, type Caller } from '@satudata/service-kit';
import { ClientRegister } from '../clients/client-register.js';
import { GrantRegister } from './grant-register.js';
import { stateOf, type GrantEntry, type RecordedGrant } from './grant.js';
import { faultsOfEnd, faultsOfGrant } from './grant.rules.js';
import { EndRequest, GrantAnswer, GrantList, GrantRequest, GrantsQuery } from './grants.dto.js';

const PAGE = 500;
const ID = /^\d{1,18}$/;
const REGIONS: ReadonlySet<string> = new Set([
  '18',
  ...loadRegions()
    .all('regency')
    .map(({ code }) => code),
]);
const CURSOR_UNKNOWN = {
  parameter: 'cursor',
  rule: 'cursor.known',
  id: 'cursor harus berasal dari jawaban sebelumnya.',
  en: 'cursor must come from an answer before.',
};

/** Who may do what, for those who answer for it and for their auditors. A grant may reach any region. */
@ApiTags('grants')
@ForProvince()
@Controller('v1/grants')
export class GrantsController {
  constructor(
    private readonly grants: GrantRegister,
    private readonly clients: ClientRegister,
  ) {}

  @Get()
  @Allow('grant:read')
  @ApiOkResponse({ type: GrantList })
  async list(@Query() { client, service, cursor }: GrantsQuery): Promise<GrantList> {
    if (cursor !== undefined && !ID.test(cursor)) throw new Problem('invalid-query', { errors: [CURSOR_UNKNOWN] });
    const grants = await this.grants.list({ client, service, after: cursor }, PAGE);
    return { grants: grants.map(answerOf), cursor: grants.length === PAGE ? (grants.at(-1)?.id ?? null) : null };
  }

  @Post()
  @HttpCode(200)
  @Allow('grant:write')
  @ApiOkResponse({ type: GrantAnswer })
  async give(@TheCaller() caller: Caller, @Body() request: GrantRequest): Promise<GrantAnswer> {
    const entry = entryOf(request);
    const isActiveClient = (await this.clients.find(entry.client)) !== undefined;
    const errors = faultsOfGrant(entry, { isActiveClient, regions: REGIONS, now: new Date() });
    if (errors.length > 0) throw new Problem('invalid-record', { errors });
    return this.answer(await this.grants.give(entry, caller.client));
  }

  @Post(':id/end')
  @HttpCode(200)
  @Allow('grant:write')
  @ApiOkResponse({ type: GrantAnswer })
  async end(
    @TheCaller() caller: Caller,
    @Param('id') id: string,
    @Body() { reason, at }: EndRequest,
  ): Promise<GrantAnswer> {
    const now = new Date();
    const endsAt = at === undefined ? undefined : new Date(at);
    const errors = faultsOfEnd(await this.found(id), endsAt ?? now, now);
    if (errors.length > 0) throw new Problem('invalid-record', { errors });
    await this.grants.end(id, caller.client, reason, endsAt);
    return this.answer(id);
  }

  private async answer(id: string): Promise<GrantAnswer> {
    return answerOf(await this.found(id));
  }

  private async found(id: string): Promise<RecordedGrant> {
    const grant = ID.test(id) ? await this.grants.find(id) : undefined;
    if (!grant) throw new Problem('not-found');
    return grant;
  }
}

function entryOf({ validFrom, validTo, ...request }: GrantRequest): GrantEntry {
  return {
    ...request,
    validFrom: validFrom === undefined ? undefined : new Date(validFrom),
    validTo: validTo === undefined ? undefined : new Date(validTo),
  };
}

function answerOf(grant: RecordedGrant): GrantAnswer {
  return { ...grant, state: stateOf(grant, new Date()) };
}
