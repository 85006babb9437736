import type { Grant } from '@satudata/service-kit';

/** A grant to be written down, with the agreement it follows from and why it is given. */
export interface GrantEntry extends Grant {
  readonly client: string;
  /** Number of the cooperation agreement (PKS). */
  readonly agreement: string;
  readonly reason: string;
  /** From the moment it is written down if absent. */
  readonly validFrom?: Date | undefined;
  /** For ever if absent. */
  readonly validTo?: Date | undefined;
}

/** Somebody's act, kept for ever. */
export interface Act {
  readonly by: string;
  /** RFC 3339 */
  readonly at: string;
  readonly reason: string;
}

/** A grant with all that was ever said of it. */
export interface RecordedGrant extends Grant {
  readonly id: string;
  readonly client: string;
  readonly agreement: string;
  readonly validFrom: Date;
  readonly validTo: Date | null;
  /** When it is over by all that was said, null if never. */
  readonly effectiveTo: Date | null;
  readonly given: Act;
  readonly ends: readonly (Act & { readonly endsAt: string })[];
  readonly clientRevoked: Act | null;
}

export const GRANT_STATES = ['pending', 'in-force', 'ended'] as const;
export type GrantState = (typeof GRANT_STATES)[number];

export function stateOf({ validFrom, effectiveTo }: RecordedGrant, now: Date): GrantState {
  if (effectiveTo && effectiveTo <= now) return 'ended';
  return validFrom <= now ? 'in-force' : 'pending';
}
