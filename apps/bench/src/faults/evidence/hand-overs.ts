import { waitFor } from '@satudata/testing';
import type { Rig } from '../rig/rig.js';

/** Two batches: one is removed from the queue while the next is sent. */
const IN_FLIGHT = 2_000;
const WITHIN = { within: 30_000 };

/** Grows with every change of hands among relays. Resolves when one of them holds the lease. */
export async function leaseToken({ source }: Rig): Promise<number> {
  const held = 'select token::int as token from outbox.lease where expires_at > now()';
  return waitFor(
    'a relay to hold the lease',
    async () => (await source.ask<{ token: number }>(held))[0]?.token,
    WITHIN,
  );
}

interface Explained {
  /** Messages that the strike may have had told again; any number when absent. */
  readonly mayRepeat?: number;
  /** Changes of hands that the strike made itself. */
  readonly handOvers?: number;
}

/**
 * The most messages that may stand in the log again. A lease that ran out by itself, because the machine was too busy
 * to renew it, explains what was in flight then: the token tells it from a relay that sends without the lease.
 */
export function allowance({ mayRepeat, handOvers = 0 }: Explained, handedOver: number): number | undefined {
  if (mayRepeat === undefined) return undefined;
  return mayRepeat + IN_FLIGHT * Math.max(0, handedOver - handOvers);
}
