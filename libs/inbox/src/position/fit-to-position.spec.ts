import type { LogMessage } from '@satudata/event-log';
import fc from 'fast-check';
import { fitToPosition } from './fit-to-position.js';

const message = (offset: number): LogMessage => ({
  offset: String(offset),
  key: 'k',
  value: Buffer.alloc(0),
  headers: {},
  appendedAt: 0,
});
const batch = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => message(from + index));
const offsetsOf = (messages: readonly LogMessage[]) => messages.map(({ offset }) => Number(offset));

describe('a batch and the stored position', () => {
  it('is applied whole when it starts there', () => {
    expect(fitToPosition(batch(5, 7), 5n)).toEqual({ kind: 'apply', messages: batch(5, 7) });
  });

  it('loses what was applied before', () => {
    expect(fitToPosition(batch(3, 7), 6n)).toEqual({ kind: 'apply', messages: batch(6, 7) });
  });

  it('is past when all of it was applied', () => {
    expect(fitToPosition(batch(3, 7), 8n)).toEqual({ kind: 'past' });
  });

  it('is not applied at all when messages before it are missing', () => {
    expect(fitToPosition(batch(9, 12), 8n)).toEqual({ kind: 'gap' });
  });

  it('compares offsets beyond 2^53 exactly', () => {
    const huge = 9_007_199_254_740_993n;
    const rest = [{ ...message(0), offset: huge.toString() }];
    expect(fitToPosition(rest, huge)).toEqual({ kind: 'apply', messages: rest });
    expect(fitToPosition(rest, huge + 1n)).toEqual({ kind: 'past' });
    expect(fitToPosition([{ ...message(0), offset: (huge - 1n).toString() }], huge)).toEqual({ kind: 'past' });
  });

  it('applies every offset once and in order, whatever is delivered again', () => {
    const deliveries = fc.array(fc.tuple(fc.nat(30), fc.nat(10)), { maxLength: 40 });
    fc.assert(
      fc.property(deliveries, (starts) => {
        const applied: number[] = [];
        for (const [from, length] of starts) {
          const fit = fitToPosition(batch(from, from + length), BigInt(applied.length));
          if (fit.kind === 'apply') applied.push(...offsetsOf(fit.messages));
        }
        expect(applied).toEqual(applied.map((_, index) => index));
      }),
    );
  });
});
