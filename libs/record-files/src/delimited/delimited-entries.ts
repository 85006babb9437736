import type { ColumnPlan, PlanColumns } from '../columns/column-plan.js';
import { UnreadableFile } from '../unreadable-file.js';
import type { Entry, WrittenRecord } from '../entry.js';
import { LINE_BYTES, splitLines, type Line } from '../lines/split-lines.js';
import { cellsOf } from './cells.js';
import { decodeText } from './decode-text.js';
import { delimiterOf, type Delimiter } from './delimiter.js';
import { recordLines, type RecordLines } from './record-lines.js';

/** A quoted cell may hold line feeds: an address in four lines is lawful, a book is a quote that was never closed. */
const RECORD_BYTES = LINE_BYTES;
const BYTE_ORDER_MARK = /^\ufeff/;

/**
 * Records of a CSV or TSV file whose first line names the columns. Lines that hold nothing but blanks and delimiters
 * are no records.
 * @throws UnreadableFile when there is no such line, or the plan refuses it
 */
export async function* delimitedEntries(
  payload: AsyncIterable<Buffer>,
  planColumns: PlanColumns,
  only?: Delimiter,
): AsyncGenerator<Entry> {
  const lines = splitLines(payload, LINE_BYTES);
  const header = await headerOf(lines);
  const delimiter = only ?? delimiterOf(header.text);
  const headings = cellsOf(header.text, delimiter);
  const plan = planColumns(headings);
  let first: FirstOnly | undefined = {
    preamble: Buffer.concat([plan.fingerprint, header.bytes]),
    remarks: plan.remarks,
  };
  for await (const record of recordLines(lines, delimiter, { limit: RECORD_BYTES, first: 2 })) {
    if (isBlank(record.bytes, delimiter)) continue;
    const { preamble, remarks = [] } = first ?? {};
    first = undefined;
    yield {
      line: record.line,
      lastLine: record.lastLine,
      raw: record.bytes,
      ...(preamble && { preamble }),
      row: {
        headings,
        delimiter,
        cells: () => (record.fault ? undefined : decodeCells(record.bytes, delimiter).cells),
      },
      read: () => withRemarks(readRecord(record, delimiter, plan), remarks),
    };
  }
}

interface FirstOnly {
  readonly preamble: Buffer;
  readonly remarks: ColumnPlan['remarks'];
}

async function headerOf(lines: AsyncGenerator<Line>): Promise<{ text: string; bytes: Buffer }> {
  const { value: line, done } = await lines.next();
  // What spreadsheets call "Unicode text".
  if (!done && isUtf16(line.bytes)) throw new UnreadableFile([{ rule: 'table.utf16' }]);
  const text = done ? '' : decodeText(line.bytes).text.replace(BYTE_ORDER_MARK, '').trimEnd();
  if (done || line.tooLong || text === '') throw new UnreadableFile([{ rule: 'table.header' }]);
  return { text, bytes: line.bytes };
}

const isUtf16 = ([first, second]: Buffer) => (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);

function readRecord({ bytes, fault }: RecordLines, delimiter: Delimiter, plan: ColumnPlan): WrittenRecord {
  if (fault) return { rule: fault };
  const { cells, isCp1252 } = decodeCells(bytes, delimiter);
  if (cells.length < plan.width || cells.slice(plan.width).some((cell) => cell !== '')) return { rule: 'line.columns' };
  return { plain: plan.toRecord(cells), warnings: isCp1252 ? [{ pointer: '', rule: 'written.cp1252' }] : [] };
}

function decodeCells(bytes: Buffer, delimiter: Delimiter): { cells: string[]; isCp1252: boolean } {
  const { text, isCp1252 } = decodeText(bytes);
  return { cells: cellsOf(text.replace(/\r$/, ''), delimiter), isCp1252 };
}

function withRemarks(record: WrittenRecord, remarks: ColumnPlan['remarks']): WrittenRecord {
  if ('rule' in record || remarks.length === 0) return record;
  return { plain: record.plain, warnings: [...remarks, ...record.warnings] };
}

function isBlank(bytes: Buffer, delimiter: Delimiter): boolean {
  const mark = delimiter.charCodeAt(0);
  return bytes.every((byte) => BLANKS.includes(byte) || byte === mark);
}

/** Blank, tab and carriage return. */
const BLANKS = [32, 9, 13];
