import { UndecodableEvent } from '@satudata/event-log';

/** Why a message is parked. */
export interface ParkCause {
  /** One sentence without personal data. */
  readonly sentence: string;
  /** The error of our own code; only present when not the message is to blame but a bug. */
  readonly bug?: unknown;
}

/** What went wrong while `doing`. Only our own sentences are sure to quote nothing from the record. */
export function causeOf(error: unknown, doing: 'understanding' | 'folding'): ParkCause {
  if (error instanceof UndecodableEvent) return { sentence: error.message };
  const name = error instanceof Error ? error.name : typeof error;
  return { sentence: `${doing} it ended in ${name}`, bug: error };
}
