import { waitFor } from './wait-for.js';

describe('waiting for a condition', () => {
  it('ends with its first answer that says yes', async () => {
    const answers = [undefined, null, false, 0, 1];
    expect(await waitFor('a number', () => answers.shift() as number | undefined, { within: 2_000 })).toBe(0);
  });

  it('takes an error for "not yet"', async () => {
    let asked = 0;
    const condition = () => {
      if (++asked < 3) throw new Error('not yet');
      return asked;
    };
    expect(await waitFor('the third question', condition, { within: 2_000 })).toBe(3);
  });

  it('ends after its time with the name of what did not come, and the last error', async () => {
    const inVain = waitFor('rain', () => Promise.reject(new Error('dry')), { within: 60 });
    await expect(inVain).rejects.toMatchObject({
      message: 'waited 60 ms in vain for rain',
      cause: expect.objectContaining({ message: 'dry' }) as Error,
    });
  });
});
