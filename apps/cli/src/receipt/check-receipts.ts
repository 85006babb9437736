import { BATCH_ARRIVAL, BATCH_RECEIPT, SOURCES } from '@satudata/contracts';
import type { BatchArrival, BatchReceipt } from '@satudata/contracts';
import { OUTCOMES } from '../intake/batch.js';
import { openReceipt } from './open-receipt.js';
import type { Flaw, PublicKey } from './open-receipt.js';

export interface Evidence {
  /** JWS of the source. */
  receipt: string;
  /** JWS of the store. */
  arrival?: string;
  /** sha-256, hex, of the file that was sent. */
  fileDigest?: string;
}

export type Finding =
  | `receipt.${Flaw}`
  | `arrival.${Flaw}`
  | 'file.differs'
  | 'file.cut-short'
  | 'counts.sum'
  | 'batch.differs'
  | 'sender.differs'
  | 'digest.differs'
  | 'counts.differ';

export interface Judgement {
  /** Nothing here means that everything shown holds. */
  findings: Finding[];
  receipt?: BatchReceipt;
  arrival?: BatchArrival;
}

const RECEIPTS = { type: BATCH_RECEIPT, issuers: SOURCES.map((source) => `urn:satudata:${source}`) };
const ARRIVALS = { type: BATCH_ARRIVAL, issuers: ['urn:satudata:consolidation'] };

/** Holds receipts against keys, the file and each other. Asks nobody. */
export async function checkReceipts(evidence: Evidence, keys: readonly PublicKey[]): Promise<Judgement> {
  const judgement: Judgement = { findings: [] };
  const receipt = await openReceipt<BatchReceipt>(evidence.receipt, keys, RECEIPTS);
  if (receipt.claims) judgement.receipt = receipt.claims;
  else judgement.findings.push(`receipt.${receipt.flaw}`);
  if (evidence.arrival !== undefined) {
    const arrival = await openReceipt<BatchArrival>(evidence.arrival, keys, ARRIVALS);
    if (arrival.claims) judgement.arrival = arrival.claims;
    else judgement.findings.push(`arrival.${arrival.flaw}`);
  }
  judgement.findings.push(...contradictions(judgement, evidence.fileDigest));
  return judgement;
}

function contradictions({ receipt, arrival }: Judgement, fileDigest: string | undefined): Finding[] {
  if (!receipt) return [];
  const found: Finding[] = [];
  if (fileDigest !== undefined && receipt.status === 'cancelled') found.push('file.cut-short');
  else if (fileDigest !== undefined && ![receipt.digest, receipt.receivedDigest].includes(fileDigest)) {
    found.push('file.differs');
  }
  if (OUTCOMES.reduce((sum, outcome) => sum + receipt.verdicts[outcome], 0) !== receipt.lines) found.push('counts.sum');
  return arrival ? [...found, ...betweenBoth(receipt, arrival)] : found;
}

function betweenBoth(receipt: BatchReceipt, arrival: BatchArrival): Finding[] {
  const differ = (...fields: ('client' | 'entity' | 'lines' | 'events' | 'digest' | 'status')[]) =>
    fields.some((field) => receipt[field] !== arrival[field]);
  const found: Finding[] = [];
  if (receipt.sub !== arrival.sub || receipt.iss !== arrival.source) found.push('batch.differs');
  if (differ('client', 'entity')) found.push('sender.differs');
  if (differ('status')) found.push('batch.differs');
  if (differ('digest')) found.push('digest.differs');
  if (
    differ('lines', 'events') ||
    OUTCOMES.some((outcome) => receipt.verdicts[outcome] !== arrival.verdicts[outcome])
  ) {
    found.push('counts.differ');
  }
  return found;
}
