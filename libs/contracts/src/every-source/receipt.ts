import type { IntakeBatch } from './intake-batch.js';

/** Who signed it and when (RFC 7519); `sub` is the batch. */
interface Signed {
  /** `urn:satudata:<service>` */
  readonly iss: string;
  readonly sub: string;
  /** Seconds since 1970. */
  readonly iat: number;
}

/** What a batch was, as the source that took it and the store that received it both say. */
interface BatchFacts extends Pick<IntakeBatch, 'client' | 'entity' | 'lines' | 'verdicts' | 'events' | 'digest'> {
  /**
   * Only in a batch whose sender ended it before its last line: the counts are of all that was taken of it, and
   * `digest` is the rolling hash over those lines.
   */
  readonly status?: 'cancelled';
}

/** `typ` of the JWS by which a source states what it took. */
export const BATCH_RECEIPT = 'batch-receipt+jwt';

export interface BatchReceipt extends Signed, BatchFacts, Pick<IntakeBatch, 'startedAt' | 'endedAt'> {
  /** sha-256, hex, of the bytes as they came, before inflating; `digest` is that of the lines in them. */
  readonly receivedDigest: string;
}

/** `typ` of the JWS by which the store states that a whole batch has arrived in it. */
export const BATCH_ARRIVAL = 'batch-arrival+jwt';

export interface BatchArrival extends Signed, BatchFacts {
  /** The source whose batch it is, as `iss` of its receipt names it. */
  readonly source: string;
  readonly arrivedAt: string;
}
