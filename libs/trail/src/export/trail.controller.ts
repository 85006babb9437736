import { Readable } from 'node:stream';
import { Controller, Get, Header, Req, StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Allow, ForProvince, ScopedDatabase, TheCaller, type Caller } from '@satudata/service-kit';
import { Sequencer } from '../sequencer/sequencer.js';
import { Trail, type ReadRequest } from '../trail.js';
import { exportLines } from './export-lines.js';

/** The trail as a whole, for whoever oversees the province. */
@ApiTags('trail')
@Controller('v1/trail')
@ForProvince()
export class TrailController {
  constructor(
    private readonly trail: Trail,
    private readonly sequencer: Sequencer,
    private readonly database: ScopedDatabase,
  ) {}

  @Get('export')
  @Allow('trail:read', { reads: ['access-trail'] })
  @Header('content-type', 'application/x-ndjson')
  @Header('cache-control', 'no-store')
  @ApiOkResponse({
    description:
      'NDJSON bertanda tangan, untuk satudata-verify / signed NDJSON, for satudata-verify; docs/guides/security.md',
    content: { 'application/x-ndjson': { schema: { type: 'object' } } },
  })
  async export(@TheCaller() { scope }: Caller, @Req() request: ReadRequest): Promise<StreamableFile> {
    // Who takes the trail away is in it: the entry is written before the end is signed.
    await this.trail.reading(request, () => Promise.resolve({ answer: undefined, subjects: [] }));
    const last = await this.sequencer.catchUp();
    if (!last) throw new Error('the trail lacks the entry that was just written');
    return new StreamableFile(Readable.from(exportLines(this.database, scope, last), { objectMode: false }));
  }
}
