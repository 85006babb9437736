import { compare, inTurn, type Pair, type Round } from './rounds.js';

const round = (rate: number, microseconds = 1): Round => ({
  events: 1_000,
  seconds: 1_000 / rate,
  cpuSeconds: microseconds / 1_000,
});
const pair = (ours: number, peer: number, microseconds = 1): Pair => ({
  ours: round(ours),
  peer: round(peer, microseconds),
});
const limits = { cpuMicroseconds: 5 };

describe('A comparison with a peer', () => {
  it('takes the median of the ratios pair by pair, whatever the moods of the machine', () => {
    const pairs = [pair(50, 100), pair(40, 50), pair(45, 90)];
    expect(compare('relay', pairs, 0.8, limits).at(-1)).toMatchObject({ value: 0.5, range: [0.5, 0.8], atLeast: 0.8 });
  });

  it('says what both cost in processor time for a million events', () => {
    const costs = compare('relay', [pair(50, 100, 4)], 0.8, limits).filter(({ unit }) => unit === 'CPU-s/1M');
    expect(costs.map(({ value }) => Math.round(value))).toEqual([1, 4]);
  });

  it('is void when the peer itself wastes the processor', () => {
    expect(() => compare('relay', [pair(50, 100, 6)], 0.8, limits)).toThrow('void, the peer used 6.0 us an event');
  });

  it('is void when the same peer is twice as fast at another time', () => {
    expect(() => compare('relay', [pair(50, 100), pair(50, 201)], 0.8, limits)).toThrow('differ by 2.0 times');
  });
});

describe('Rounds in turn', () => {
  it('alternate, and the first of both only warms up', async () => {
    const order: string[] = [];
    const run = (name: string) => async () => {
      order.push(name);
      return round(order.length);
    };
    const pairs = await inTurn(run('ours'), run('peer'));
    expect(order.slice(0, 4)).toEqual(['ours', 'peer', 'ours', 'peer']);
    expect(pairs).toHaveLength(5);
    expect(pairs[0]).toEqual({ ours: round(3), peer: round(4) });
  });
});
