import { inTime } from './in-time.js';

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

const never = new Promise<string>(() => undefined);

describe('work that has a time', () => {
  it('is answered when it is done', async () => {
    await expect(inTime(Promise.resolve('body'), 1_000)).resolves.toBe('body');
    expect(jest.getTimerCount()).toBe(0);
  });

  it('fails as it would have', async () => {
    await expect(inTime(Promise.reject(new Error('broken')), 1_000)).rejects.toThrow('broken');
    expect(jest.getTimerCount()).toBe(0);
  });

  it('is given up when its time is over, and the connection with it', async () => {
    const answer = inTime(never, 1_000);
    const refused = expect(answer).rejects.toMatchObject({
      type: 'request-timeout',
      status: 408,
      details: { headers: { connection: 'close' } },
    });
    jest.advanceTimersByTime(1_000);
    await refused;
  });
});
