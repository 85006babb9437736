import type { Cell, Entry, TableRow } from '../entry.js';
import { REASONS } from './reasons.js';

/** A rejected record and why, in words for its sender. */
export interface Rejection {
  readonly entry: Entry;
  readonly reasons: string;
}

/** Spreadsheets take a file of text for UTF-8 only if it says so. */
const BYTE_ORDER_MARK = '\ufeff';
const LINE_FEED = Buffer.from('\n');

/**
 * The rejected records of a file in its own format, each with the reasons at its end: to be mended and sent again as
 * it is. Rows of a workbook become CSV with semicolons. What cannot be taken apart is quoted as it came.
 */
export async function* quoteRejected(rejections: AsyncIterable<Rejection>): AsyncGenerator<Buffer> {
  let isFirst = true;
  for await (const { entry, reasons } of rejections) {
    if (entry.row && isFirst) yield Buffer.from(BYTE_ORDER_MARK + headingsOf(entry.row));
    isFirst = false;
    yield quoted(entry, reasons);
  }
}

function headingsOf(row: TableRow): string {
  return line([...withoutReasons(row, row.headings), REASONS], row);
}

function quoted(entry: Entry, reasons: string): Buffer {
  const { raw, row } = entry;
  if (!row) return jsonLine(raw, reasons);
  const cells = row.cells();
  if (!cells) return Buffer.concat([raw, LINE_FEED]);
  return Buffer.from(line([...withoutReasons(row, cells), reasons], row));
}

/** A file that was mended and sent again has the column already. */
function withoutReasons({ headings }: TableRow, cells: readonly Cell[]): readonly Cell[] {
  return cells.filter((_, at) => headings[at] !== REASONS);
}

function line(cells: readonly Cell[], { delimiter = ';' }: TableRow): string {
  const inQuotes = (text: string) =>
    /["\r\n]/.test(text) || text.includes(delimiter) ? `"${text.replaceAll('"', '""')}"` : text;
  return `${cells.map((cell) => inQuotes(textOf(cell))).join(delimiter)}\r\n`;
}

/** A number that can have lost digits is written so that it is not taken for a text that never was a number. */
function textOf(cell: Cell): string {
  const mayHaveLost = typeof cell === 'number' && cell >= 1e15 && cell % 10 === 0;
  return mayHaveLost ? cell.toExponential() : String(cell);
}

function jsonLine(raw: Buffer, reasons: string): Buffer {
  try {
    const plain = JSON.parse(raw.toString('utf8')) as object;
    const isObject = typeof plain === 'object' && plain !== null && !Array.isArray(plain);
    if (isObject) return Buffer.from(`${JSON.stringify({ ...plain, [REASONS]: reasons })}\n`);
  } catch {
    // Quoted as it came.
  }
  return Buffer.concat([raw, LINE_FEED]);
}
