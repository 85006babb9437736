import { Bell } from './bell.js';

const FOREVER = 2_000_000_000;

describe('a bell', () => {
  it('wakes the sleeper', async () => {
    const bell = new Bell();
    const sleep = bell.wait(FOREVER);
    bell.ring();
    await expect(sleep).resolves.toBeUndefined();
  });

  it('rung before anybody sleeps makes the next sleep short, and only that one', async () => {
    const bell = new Bell();
    bell.ring();
    bell.ring();
    await bell.wait(FOREVER);
    let awake = false;
    const second = bell.wait(FOREVER).then(() => (awake = true));
    await new Promise(setImmediate);
    expect(awake).toBe(false);
    bell.ring();
    await second;
  });

  it('lets one sleep to the end when nobody rings', async () => {
    await expect(new Bell().wait(1)).resolves.toBeUndefined();
  });
});
