/** One margin of a table: cells that belong together and what they must sum to. */
export interface Margin {
  readonly cells: readonly number[];
  readonly total: number;
}

/**
 * Iterative proportional fitting: scales the cells until every margin holds, and keeps the shape of the seed as far
 * as the margins allow. Cells that start at 0 stay at 0. Margins must agree with one another.
 */
export function rake(seed: readonly number[], margins: readonly Margin[], rounds = 200): number[] {
  const table = [...seed];
  for (let round = 0; round < rounds; round++) {
    let worst = 0;
    for (const margin of margins) worst = Math.max(worst, fit(table, margin));
    if (worst < 1e-7) break;
  }
  return table;
}

/** Scales the cells of one margin; answers how far off they were, relative to the total. */
function fit(table: number[], { cells, total }: Margin): number {
  let sum = 0;
  for (const cell of cells) sum += table[cell] as number;
  if (sum === 0) return 0;
  const factor = total / sum;
  for (const cell of cells) table[cell] = (table[cell] as number) * factor;
  return Math.abs(factor - 1);
}
