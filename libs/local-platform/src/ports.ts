import { createServer } from 'node:net';
import { randomInt } from 'node:crypto';

/**
 * Chosen below Linux' ephemeral range (32768 and up): while a killed broker or database is down, its clients keep
 * connecting to the port, and a connection to a free port of the ephemeral range can be given that same port as its
 * source, connect to itself, and keep the restarted server from listening.
 */
const LOWEST = 20_000;
const HIGHEST = 31_900;

export function isPortFree(port: number, host = '127.0.0.1'): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen({ port, host, exclusive: true }, () => probe.close(() => resolve(true)));
  });
}

export async function freePort(): Promise<number> {
  return freeRun([0]);
}

/** A base port at which every `base + offset` is free. */
export async function freeRun(offsets: readonly number[]): Promise<number> {
  for (;;) {
    const base = randomInt(LOWEST, HIGHEST);
    const free = await Promise.all(offsets.map((offset) => isPortFree(base + offset)));
    if (free.every(Boolean)) return base;
  }
}
