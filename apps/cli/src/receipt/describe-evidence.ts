import type { Judgement } from './check-receipts.js';

const FINISHED = { id: 'selesai', en: 'finished' };
const CANCELLED = {
  id: 'dibatalkan pengirim; hanya ini yang diterima:',
  en: 'cancelled by its sender; only this was taken:',
};

/** What receipts without findings prove, in sentences; Indonesian first. */
export function describeEvidence({ receipt, arrival }: Judgement, withFile: boolean): string {
  if (!receipt) throw new Error('a judgement without findings has a receipt');
  const { sub, iss, client, lines, verdicts, endedAt, status } = receipt;
  const end = status === 'cancelled' ? CANCELLED : FINISHED;
  const { stored, unchanged, stale, rejected } = verdicts;
  const source = iss.replace('urn:satudata:', '');
  const sentences = [
    `Sah: ${source} menerima kiriman ${sub} dari ${client}, ${end.id} ${endedAt}: ${lines} baris, ${stored} disimpan, ${unchanged} tidak berubah, ${stale} usang, ${rejected} ditolak.`,
    `Valid: ${source} took the batch ${sub} of ${client}, ${end.en} ${endedAt}: ${lines} lines, ${stored} stored, ${unchanged} unchanged, ${stale} stale, ${rejected} rejected.`,
  ];
  if (arrival) {
    sentences.push(
      `Sah: seluruh kiriman itu (${arrival.events} peristiwa) sampai di gudang data pada ${arrival.arrivedAt}.`,
      `Valid: all of that batch (${arrival.events} events) arrived in the store at ${arrival.arrivedAt}.`,
    );
  }
  if (withFile) {
    sentences.push('Berkas ini persis yang dikirim.', 'This file is exactly the one that was sent.');
  }
  return sentences.join('\n');
}
