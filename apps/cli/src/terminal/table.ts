export type Cell = string | number | null;

/** A table in plain text: numbers to the right, words to the left, `–` where nothing is known. */
export function renderTable(headings: readonly string[], rows: readonly (readonly Cell[])[]): string {
  const texts = rows.map((row) => row.map(textOf));
  const widths = headings.map((heading, column) =>
    Math.max(heading.length, ...texts.map((row) => row[column]?.length ?? 0)),
  );
  const line = (cells: readonly string[], isRight: (column: number) => boolean): string =>
    cells
      .map((cell, column) => (isRight(column) ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0)))
      .join('  ')
      .trimEnd();
  const holdsNumbers = (column: number): boolean => rows.some((row) => typeof row[column] === 'number');
  return [
    line(headings, holdsNumbers),
    line(
      widths.map((width) => '-'.repeat(width)),
      holdsNumbers,
    ),
    ...texts.map((row) => line(row, holdsNumbers)),
  ].join('\n');
}

const textOf = (cell: Cell): string => (cell === null ? '–' : String(cell));
