import { Controller, Get, Header, Param } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { BATCH_ARRIVAL } from '@satudata/contracts';
import { Allow, ScopedDatabase, Signer, TheCaller, WHOLE_PROVINCE, type Caller } from '@satudata/service-kit';
import { batchArrival, findBatch } from './arrived-batch.js';

@ApiTags('batch-arrivals')
@Controller('v1/batch-arrivals')
export class BatchArrivalsController {
  constructor(
    private readonly database: ScopedDatabase,
    private readonly signer: Signer,
  ) {}

  @Get(':source/:id/receipt')
  @Allow('batch:read')
  @Header('content-type', 'application/jose')
  @ApiOkResponse({
    description:
      'JWS ES256 (RFC 7515): kiriman sampai seluruhnya / the whole batch has arrived; /.well-known/jwks.json',
    content: { 'application/jose': { schema: { type: 'string' } } },
  })
  async receipt(
    @TheCaller() caller: Caller,
    @Param('source') source: string,
    @Param('id') id: string,
  ): Promise<string> {
    // A batch belongs to its client, not to a region: the client is what is compared.
    const batch = await this.database.inScope(WHOLE_PROVINCE, (manager) => findBatch(manager, source, id));
    return this.signer.sign(BATCH_ARRIVAL, batchArrival(batch, caller.client));
  }
}
