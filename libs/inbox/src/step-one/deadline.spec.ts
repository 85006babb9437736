import { ChunkHung, endWithin } from './deadline.js';

describe('a piece of work with a deadline', () => {
  it('answers what it found, or fails as it failed, when it ends in time', async () => {
    await expect(endWithin(60_000, Promise.resolve(7))).resolves.toBe(7);
    await expect(endWithin(60_000, Promise.reject(new TypeError('x')))).rejects.toThrow(TypeError);
  });

  it('is given up when it does not end', async () => {
    await expect(endWithin(5, new Promise(() => undefined))).rejects.toThrow(ChunkHung);
  });
});
