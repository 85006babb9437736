import { Problem } from '@satudata/service-kit';
import { DIMENSIONS } from '../dimensions/dimensions.js';
import type { ObservationQuery } from './observation-query.js';

/** More than this is an export: an answer of that size would be cut off or time out somewhere on its way. */
export const MOST_CELLS = 50_000;

/** One cell is one value: unit x members of the split x indicator. */
export function cellsOf({ indicators, by, where }: ObservationQuery, units: number): number {
  const members = by.map((split) => (where[split] ?? DIMENSIONS[split].members).length);
  return members.reduce((product, count) => product * count, units * indicators.length);
}

/** @throws Problem `too-many-cells` with the code `E-CELLS` and the size */
export function refuseTooManyCells(cells: number): void {
  if (cells <= MOST_CELLS) return;
  throw new Problem('too-many-cells', {
    detail: {
      id: `Jawaban ini ${cells} sel; batasnya ${MOST_CELLS}. Kurangi wilayah, tingkat, pecahan, atau indikator.`,
      en: `This answer has ${cells} cells; the limit is ${MOST_CELLS}. Ask for fewer regions, levels, splits or indicators.`,
    },
    more: { code: 'E-CELLS', cells, limit: MOST_CELLS },
  });
}
