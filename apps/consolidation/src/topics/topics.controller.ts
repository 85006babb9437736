import { Body, Controller, HttpCode, Inject, Post } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { InboxServer } from '@satudata/inbox';
import { Allow, ForProvince, LOGGER, Problem, TheCaller, type Caller, type Logger } from '@satudata/service-kit';
import { AcceptBody, AcceptedAnswer } from './topics.dto.js';

/** What an operator does about a topic that is not the one the store has read. */
@ApiTags('topics')
@ForProvince()
@Controller('v1/topics')
export class TopicsController {
  constructor(
    private readonly inbox: InboxServer,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  @Post('accept')
  @HttpCode(200)
  @Allow('operate')
  @ApiOkResponse({ type: AcceptedAnswer })
  async accept(@TheCaller() { client }: Caller, @Body() { topic, reason }: AcceptBody): Promise<AcceptedAnswer> {
    const end = await this.inbox.acceptTopic({ topic, reason, by: client });
    if (!end) throw new Problem('not-found');
    if (end === 'unreachable')
      throw new Problem('unavailable', { detail: UNREACHABLE, headers: { 'retry-after': '2' } });
    if (typeof end === 'string') throw new Problem('conflict', { detail: REFUSED[end] });
    this.logger.warn({ topic, by: client, ...end }, 'a topic that was made anew was accepted');
    return end;
  }
}

const UNREACHABLE = {
  id: 'Kafka tidak menjawab, jadi topik ini belum diperiksa dan tidak ada yang berubah; coba lagi sebentar.',
  en: 'Kafka does not answer, so this topic was not looked at and nothing changed; try again shortly.',
};
const REFUSED = {
  known: {
    id: 'Tidak ada keberatan terhadap topik ini; tidak ada yang perlu diterima.',
    en: 'Nothing stands against this topic; there is nothing to accept.',
  },
  missing: {
    id: 'Topik ini tidak ada di log; buat dahulu.',
    en: 'There is no such topic in the log; create it first.',
  },
};
