import type { LogMessage } from '@satudata/event-log';

export type Fit =
  | { readonly kind: 'apply'; readonly messages: readonly LogMessage[] }
  /** All of it was applied before. */
  | { readonly kind: 'past' }
  /** Messages between the position and the batch were not seen: read again from the position. */
  | { readonly kind: 'gap' };

/**
 * The part of a batch that continues exactly where the position stands. The client may hand out a batch before a seek
 * lands, or after the partition went to another member: what was applied is dropped, what would leave a hole is not
 * applied at all.
 */
export function fitToPosition(messages: readonly LogMessage[], next: bigint): Fit {
  const rest = messages.filter((message) => BigInt(message.offset) >= next);
  const [first] = rest;
  if (!first) return { kind: 'past' };
  return BigInt(first.offset) === next ? { kind: 'apply', messages: rest } : { kind: 'gap' };
}
