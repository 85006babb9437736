import { Code, Instant, Integer, Nested, Text } from '../field/kinds.js';

export class VerdictCounts {
  @Integer({ words: { id: 'Tersimpan', en: 'Stored' }, min: 0 })
  stored!: number;

  @Integer({ words: { id: 'Tidak berubah', en: 'Unchanged' }, min: 0 })
  unchanged!: number;

  @Integer({ words: { id: 'Usang', en: 'Stale' }, min: 0 })
  stale!: number;

  @Integer({ words: { id: 'Ditolak', en: 'Rejected' }, min: 0 })
  rejected!: number;
}

/** A finished batch is itself an event, so that the store can say when all of it has arrived. */
export class IntakeBatch {
  @Text({ words: { id: 'Pengenal kiriman', en: 'Batch id' }, max: 36 })
  id!: string;

  @Text({ words: { id: 'Pengirim', en: 'Client' }, max: 80 })
  client!: string;

  @Text({ words: { id: 'Jenis data', en: 'Entity' }, max: 40 })
  entity!: string;

  @Integer({ words: { id: 'Jumlah baris', en: 'Lines' }, min: 0 })
  lines!: number;

  @Nested(() => VerdictCounts, { words: { id: 'Putusan', en: 'Verdicts' } })
  verdicts!: VerdictCounts;

  @Integer({ words: { id: 'Jumlah peristiwa', en: 'Events' }, min: 0 })
  events!: number;

  @Text({ words: { id: 'Sidik isi (sha-256)', en: 'Digest (sha-256)' }, max: 64 })
  digest!: string;

  @Instant({ words: { id: 'Mulai', en: 'Started at' } })
  startedAt!: string;

  @Instant({ words: { id: 'Selesai', en: 'Ended at' } })
  endedAt!: string;

  @Code({ words: { id: 'Status', en: 'Status' }, list: ['finished', 'cancelled'] })
  status!: string;
}

export type IntakeBatchChange = 'intake-batch.finished' | 'intake-batch.cancelled';
