import { Body, Controller, Header, HttpCode, Post, Req } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { regencyOf } from '@satudata/contracts';
import { Intake } from '@satudata/intake';
import { Allow, TheCaller, type Caller } from '@satudata/service-kit';
import { Trail, type ReadRequest } from '@satudata/trail';
import { findPersons } from '../person/person.store.js';
import { Verification } from './claim.js';
import { matchClaim } from './match-claim.js';
import { VerificationAnswer } from './verification.answer.js';

/**
 * What most institutions need instead of data: whether what they were told is so (Permendagri 102/2019). Each claim
 * counts as a record of the client's budget, and leaves an entry in the trail of whoever was found.
 */
@ApiTags('verifications')
@Controller('v1/verifications')
export class VerificationController {
  constructor(
    private readonly trail: Trail,
    private readonly intake: Intake,
  ) {}

  @Post()
  @HttpCode(200)
  @Allow('person:verify', { reads: ['identity', 'civil-status', 'family', 'residence'] })
  @Header('cache-control', 'no-store')
  @ApiOkResponse({ type: VerificationAnswer })
  async verify(
    @TheCaller() caller: Caller,
    @Body() { persons: claims }: Verification,
    @Req() request: ReadRequest,
  ): Promise<VerificationAnswer> {
    await this.intake.charge(claims.length, caller, request);
    return this.trail.reading(request, async (manager) => {
      const niks = [...new Set(claims.map(({ nik }) => nik))];
      const found = await findPersons(manager, niks);
      const matches = claims.map((claim) => matchClaim(claim, found.get(claim.nik)));
      const subjects = [...found.values()].map(({ id, residence }) => ({
        person: id,
        region: regencyOf(residence.address.village),
      }));
      return { answer: { matches }, subjects };
    });
  }
}
