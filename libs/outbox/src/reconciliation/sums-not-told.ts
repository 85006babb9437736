import { Problem } from '@satudata/service-kit';
import { SLOTS_KEPT } from './fold-said.js';

export function sumsNotTold(): Problem {
  return new Problem('conflict', {
    detail: {
      id: `Jumlah untuk saat itu belum atau tidak lagi tersedia: kedua sisi boleh berselisih paling lama ${SLOTS_KEPT}. Tunggu sampai yang tertinggal menyusul.`,
      en: `Sums are not, or no longer, told for that moment: the two sides may be at most ${SLOTS_KEPT} apart. Wait until the one behind has caught up.`,
    },
  });
}
