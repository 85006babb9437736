import type { Outcome } from '../intake/batch.js';

export const OUTCOME_WORDS = {
  stored: 'disimpan / stored',
  unchanged: 'tidak berubah / unchanged',
  stale: 'usang / stale',
  rejected: 'ditolak / rejected',
} as const satisfies Record<Outcome, string>;
