import type { ChangeEvent, EventHeaders } from '@satudata/contracts';

/** An event taken from a topic: what its headers say, its value as sent, and the value understood. */
export interface DecodedEvent {
  readonly id: string;
  readonly source: string;
  /** Entity name without version, as in the topic. */
  readonly entity: string;
  readonly type: string;
  readonly subject: string;
  /** When the source recorded it (RFC 3339, UTC). */
  readonly time: string;
  readonly version: number;
  readonly tx: string;
  readonly part: number;
  readonly parts: number;
  readonly batch: string | undefined;
  /** The bytes of the value as text, unchanged. */
  readonly text: string;
  readonly value: ChangeEvent;
}

export class UndecodableEvent extends Error {
  override readonly name = 'UndecodableEvent';
}

export type HeaderName = keyof EventHeaders;
