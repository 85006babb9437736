import { createLogger } from '@satudata/service-kit';
import { Clock } from './clock.js';
import type { Horizon } from './queue.js';

const HORIZON: Horizon = { at: '2026-01-01T00:00:00.000Z', lastSeq: 7n };
const LEASE = { holder: 'relay', token: '1' };

function aClock(steps: { readHorizon?: () => Promise<Horizon>; tell?: () => Promise<void> } = {}) {
  const told: Horizon[] = [];
  const clock = new Clock({
    readHorizon: () => Promise.resolve({ ...HORIZON }),
    tell: (horizon) => Promise.resolve(void told.push(horizon)),
    logger: createLogger('clock-spec', 'silent'),
    ...steps,
  });
  return { clock, told };
}

/** The horizon, once the clock has read it. */
async function horizonOf(clock: Clock): Promise<Horizon> {
  void clock.horizon;
  await clock.settled();
  const { horizon } = clock;
  if (!horizon) throw new Error('the clock knows no horizon');
  return horizon;
}

describe('the clock of a source', () => {
  it('does not let the sending wait until a horizon is read', async () => {
    const { clock } = aClock();
    expect(clock.horizon).toBeUndefined();
    await expect(horizonOf(clock)).resolves.toEqual(HORIZON);
  });

  it('tells a horizon once, and not another one before it is due', async () => {
    const { clock, told } = aClock();
    const horizon = await horizonOf(clock);
    clock.reached(horizon, LEASE);
    clock.reached(horizon, LEASE);
    await clock.settled();
    clock.reached(horizon, LEASE);
    await clock.settled();
    expect(told).toEqual([HORIZON]);
    expect(clock.horizon).toBeUndefined();
  });

  it('does not tell what it has not read itself', async () => {
    const { clock, told } = aClock();
    await horizonOf(clock);
    clock.reached({ ...HORIZON }, LEASE);
    await clock.settled();
    expect(told).toEqual([]);
  });

  it('counts what fails, whether it cannot read or cannot tell', async () => {
    const away = () => Promise.reject(new Error('away'));
    const reading = aClock({ readHorizon: away }).clock;
    void reading.horizon;
    await reading.settled();
    const telling = aClock({ tell: away }).clock;
    telling.reached(await horizonOf(telling), LEASE);
    await telling.settled();
    expect([reading.failures, telling.failures]).toEqual([1, 1]);
  });
});
