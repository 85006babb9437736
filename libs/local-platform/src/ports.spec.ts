import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { freeRun, isPortFree } from './ports.js';

describe('A port', () => {
  it('that somebody listens on is not free', async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    expect(await isPortFree(port)).toBe(false);
    await new Promise((resolve) => server.close(resolve));
    expect(await isPortFree(port)).toBe(true);
  });

  it('is chosen where no connection can be given it as its source, with all its neighbours free', async () => {
    const base = await freeRun([0, 1, 20]);
    expect(base).toBeGreaterThanOrEqual(20_000);
    expect(base + 20).toBeLessThan(32_768);
    expect(await Promise.all([base, base + 1, base + 20].map((port) => isPortFree(port)))).toEqual([true, true, true]);
  });
});
