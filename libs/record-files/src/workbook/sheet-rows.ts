import type { Cell } from '../entry.js';
import { broken } from './archive.js';
import type { SharedStrings } from './shared-strings.js';
import { xmlEvents } from './xml-events.js';

export interface SheetRow {
  /** As the sheet counts, from 1. */
  readonly number: number;
  /** Empty ones are ''. */
  readonly cells: readonly Cell[];
}

/** What a sheet can hold (ECMA-376: 1,048,576 rows), and more columns than any export has. */
const LAST_ROW = 1_048_576;
const MOST_COLUMNS = 1_000;

/**
 * The rows of a sheet that hold anything, in their order.
 * @throws UnreadableFile `workbook.broken`
 */
export async function* sheetRows(part: AsyncIterable<Buffer>, strings: SharedStrings): AsyncGenerator<SheetRow> {
  const reader = new RowReader(strings);
  for await (const piece of xmlEvents(part, reader)) {
    void piece;
    yield* reader.take();
  }
}

class RowReader {
  private rows: SheetRow[] = [];
  private number = 0;
  private cells: Cell[] = [];
  private column = 0;
  private type = 'n';
  private value = '';
  private isValue = false;

  constructor(private readonly strings: SharedStrings) {}

  take(): SheetRow[] {
    const taken = this.rows;
    this.rows = [];
    return taken;
  }

  open(name: string, { r, t }: Readonly<Record<string, string>>): void {
    if (name === 'row') this.openRow(r);
    if (name === 'c') this.openCell(r, t);
    // The value of a cell, or a text that stands in it (`is/t`); a formula (`f`) is not its value.
    this.isValue = name === 'v' || name === 't';
  }

  text(more: string): void {
    if (this.isValue) this.value += more;
  }

  close(name: string): void {
    this.isValue = false;
    if (name === 'c') this.closeCell();
    if (name === 'row' && this.cells.some((cell) => cell !== '')) {
      this.rows.push({ number: this.number, cells: this.cells });
    }
  }

  private openRow(r: string | undefined): void {
    const number = r === undefined ? this.number + 1 : Number(r);
    if (!Number.isInteger(number) || number <= this.number || number > LAST_ROW) throw broken();
    this.number = number;
    this.cells = [];
    this.column = 0;
  }

  private openCell(r: string | undefined, type = 'n'): void {
    if (r !== undefined) this.column = columnOf(r);
    if (this.column >= MOST_COLUMNS) throw broken();
    this.type = type;
    this.value = '';
  }

  private closeCell(): void {
    while (this.cells.length < this.column) this.cells.push('');
    this.cells[this.column] = this.value === '' ? '' : this.valueOf();
    this.column += 1;
  }

  private valueOf(): Cell {
    switch (this.type) {
      case 's':
        return this.strings.at(Number(this.value)).trim();
      case 'n':
        return numberOf(this.value);
      case 'b':
        return this.value === '1';
      default:
        return this.value.trim();
    }
  }
}

/** `AB12` -> 27 */
function columnOf(reference: string): number {
  let column = 0;
  for (const letter of /^[A-Z]{1,3}/.exec(reference)?.[0] ?? '') column = column * 26 + letter.charCodeAt(0) - 64;
  return column - 1;
}

function numberOf(text: string): Cell {
  const number = Number(text);
  return Number.isNaN(number) ? text : number;
}
