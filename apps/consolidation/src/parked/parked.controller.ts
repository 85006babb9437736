import { Body, Controller, Get, HttpCode, Inject, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { InboxServer, type Retried } from '@satudata/inbox';
import { Allow, ForProvince, LOGGER, Problem, TheCaller, type Caller, type Logger } from '@satudata/service-kit';
import { decodeCursor, encodeCursor } from './parked-cursor.js';
import { DiscardBody, ParkedList, ParkedQuery, RetriedAnswer, RetryAllRequest, RetryRequest } from './parked.dto.js';

const PAGE = 100;
const CURSOR_UNKNOWN = {
  parameter: 'cursor',
  rule: 'cursor.known',
  id: 'cursor harus berasal dari jawaban sebelumnya.',
  en: 'cursor must come from an answer before.',
};

/** What an operator does about events that could not be applied. */
@ApiTags('parked')
@ForProvince()
@Controller('v1/parked')
export class ParkedController {
  constructor(
    private readonly inbox: InboxServer,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  @Get()
  @Allow('operate')
  @ApiOkResponse({ type: ParkedList })
  async list(@Query() { topic, cursor }: ParkedQuery): Promise<ParkedList> {
    const after = cursor === undefined ? undefined : decodeCursor(cursor);
    if (cursor !== undefined && !after) throw new Problem('invalid-query', { errors: [CURSOR_UNKNOWN] });
    const sequences = await this.inbox.parked.list({ topic, after }, PAGE);
    const last = sequences.at(-1);
    return { sequences, cursor: last && sequences.length === PAGE ? encodeCursor(last) : null };
  }

  @Post('retry')
  @HttpCode(200)
  @Allow('operate')
  @ApiOkResponse({ type: RetriedAnswer })
  async retry(@Body() { topic, key }: RetryRequest): Promise<Retried> {
    return found(await this.inbox.parked.retry(topic, key));
  }

  @Post('retry-all')
  @HttpCode(200)
  @Allow('operate')
  @ApiOkResponse({ type: RetriedAnswer })
  retryAll(@Body() { topic }: RetryAllRequest): Promise<Retried> {
    return this.inbox.parked.retryAll(topic);
  }

  @Post('discard')
  @HttpCode(200)
  @Allow('operate')
  @ApiOkResponse({ type: RetriedAnswer })
  async discard(@TheCaller() { client }: Caller, @Body() body: DiscardBody): Promise<Retried> {
    const { topic, key, offset, reason } = body;
    const end = found(await this.inbox.parked.discardFirst({ topic, key, offset, reason, by: client }));
    this.logger.warn({ topic, offset, by: client }, 'an event was discarded');
    return end;
  }
}

function found(end: Retried | undefined): Retried {
  if (!end) throw new Problem('not-found');
  return end;
}
