import type { Mistakes } from './spoil.js';

export const SEX_MISTAKES = {
  'sex.in-words': { rate: 0.01, spoil: ({ sex }) => ({ sex: sex === 'L' ? 'LAKI-LAKI' : 'PEREMPUAN' }) },
  'sex.as-number': { rate: 0.01, spoil: ({ sex }) => ({ sex: sex === 'L' ? '1' : '2' }) },
  'sex.in-two-letters': { rate: 0.01, spoil: ({ sex }) => ({ sex: sex === 'L' ? 'LK' : 'PR' }) },
  /** `P` was meant as "pria", man. */
  'sex.misread': { rate: 0.003, spoil: ({ sex }) => (sex === 'L' ? { sex: 'P' } : undefined) },
} satisfies Mistakes;
