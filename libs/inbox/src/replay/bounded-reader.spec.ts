import type { LogBatch, LogMessage, LogReader, LogReaderHandlers } from '@satudata/event-log';
import { toldEvent } from '../told/told-event.js';
import { BoundedReader } from './bounded-reader.js';

/** A log that hands out what the specification says, and remembers what it was asked for. */
class HandedLog implements LogReader {
  readonly sought: string[] = [];
  private handlers: LogReaderHandlers | undefined;

  async start(_topics: readonly string[], handlers: LogReaderHandlers): Promise<void> {
    this.handlers = handlers;
  }

  seek(topic: string, partition: number, offset: string): void {
    this.sought.push(`${topic}/${partition}@${offset}`);
  }

  async stop(): Promise<void> {
    this.handlers = undefined;
  }

  async hand(from: number | bigint, count: number, isStale = false): Promise<void> {
    const messages = Array.from({ length: count }, (_, index) => message(BigInt(from) + BigInt(index)));
    const alive = { heartbeat: () => Promise.resolve(), isStale: () => isStale };
    await this.handlers?.onBatch({ topic: 't', partition: 0, messages, ...alive });
  }
}

const message = (offset: bigint): LogMessage => ({
  ...toldEvent(`k${offset}`, 1),
  offset: String(offset),
  appendedAt: 0,
});

let log: HandedLog;
let reader: BoundedReader;
let heard: string[];

beforeEach(async () => {
  log = new HandedLog();
  reader = new BoundedReader(log);
  heard = [];
  await reader.start(['t'], {
    startAt: () => Promise.resolve('0'),
    onBatch: async (batch: LogBatch) => void heard.push(...batch.messages.map(({ offset }) => offset)),
    onFatal: (error) => {
      throw error;
    },
  });
});

const boundAt = (next: string) => reader.moveBound([{ topic: 't', partition: 0, next }]);

describe('a reader with a bound', () => {
  it('passes on what lies before the bound', async () => {
    boundAt('5');
    await log.hand(0, 5);
    expect([heard, log.sought]).toEqual([['0', '1', '2', '3', '4'], []]);
  });

  it('asks again for what lies behind it, and passes that on once the bound has moved', async () => {
    boundAt('2');
    await log.hand(0, 4);
    expect([heard, log.sought]).toEqual([['0', '1'], ['t/0@2']]);
    boundAt('4');
    await log.hand(2, 2);
    expect([heard, log.sought]).toEqual([['0', '1', '2', '3'], ['t/0@2']]);
  });

  it('reads nothing of a partition for which there is no bound', async () => {
    await log.hand(7, 3);
    expect([heard, log.sought]).toEqual([[], ['t/0@7']]);
  });

  it('asks for nothing in the name of a partition that was taken away', async () => {
    boundAt('0');
    await log.hand(0, 4, true);
    expect([heard, log.sought]).toEqual([[], []]);
  });

  it('tells offsets beyond 2^53 apart', async () => {
    boundAt('9007199254740993');
    await log.hand(9007199254740992n, 2);
    expect([heard, log.sought]).toEqual([['9007199254740992'], ['t/0@9007199254740993']]);
  });
});
