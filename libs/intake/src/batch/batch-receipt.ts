import type { BatchReceipt } from '@satudata/contracts';
import { Problem } from '@satudata/service-kit';
import type { Batch } from './batch.js';
import { batchRecord } from './ended-batch.js';

/**
 * What the source states of a batch that it took; who states it, and when, is added by its signer.
 * @throws Problem `still-running` before its end
 */
export function batchReceipt(batch: Batch): Omit<BatchReceipt, 'iss' | 'iat'> {
  if (batch.status === 'running') {
    throw new Problem('still-running', { headers: { 'retry-after': '2' }, detail: notFinished });
  }
  const { id: sub, status: _ended, ...facts } = batchRecord(batch);
  const isCancelled = batch.status === 'cancelled' && { status: batch.status };
  return { sub, ...facts, ...isCancelled, receivedDigest: batch.receivedDigest ?? facts.digest };
}

const notFinished = {
  id: 'Kiriman ini belum selesai; tanda terimanya ada setelah baris terakhir diputuskan.',
  en: 'This batch is not finished; there is a receipt once its last line is decided.',
};
