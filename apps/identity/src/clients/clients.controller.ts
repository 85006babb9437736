import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Allow, ForProvince, Problem, TheCaller, type Caller } from '@satudata/service-kit';
import { ClientRegister } from './client-register.js';
import { RevocationAnswer, RevocationRequest } from './clients.dto.js';

@ApiTags('clients')
@ForProvince()
@Controller('v1/clients')
export class ClientsController {
  constructor(private readonly clients: ClientRegister) {}

  /** Ends all that the client may do, for ever: the tokens it holds are worth something for one lifetime more. */
  @Post(':client/revocation')
  @HttpCode(200)
  @Allow('grant:write')
  @ApiOkResponse({ type: RevocationAnswer })
  async revoke(
    @TheCaller() caller: Caller,
    @Param('client') client: string,
    @Body() { reason }: RevocationRequest,
  ): Promise<RevocationAnswer> {
    const revocation = await this.clients.revoke(client, caller.client, reason);
    if (!revocation) throw new Problem('not-found');
    return revocation;
  }
}
