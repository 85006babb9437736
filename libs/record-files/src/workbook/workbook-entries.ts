import type { ColumnPlan, PlanColumns } from '../columns/column-plan.js';
import type { Cell, Entry, WrittenRecord } from '../entry.js';
import { LINE_BYTES } from '../lines/split-lines.js';
import { UnreadableFile } from '../unreadable-file.js';
import { Archive } from './archive.js';
import { findParts } from './open-workbook.js';
import { readSharedStrings, SharedStrings } from './shared-strings.js';
import { sheetRows, type SheetRow } from './sheet-rows.js';
import { spool } from './spool.js';

/**
 * Records of the first visible sheet of a workbook (Office Open XML, `.xlsx`), whose first row that holds anything
 * names the columns; lines are rows of the sheet. The sheet is read as it inflates, its strings are held packed.
 * @throws UnreadableFile
 */
export async function* workbookEntries(
  payload: AsyncIterable<Buffer>,
  planColumns: PlanColumns,
): AsyncGenerator<Entry> {
  const file = await spool(payload);
  try {
    const archive = await Archive.open(file.fd);
    const parts = await findParts(archive);
    const strings = parts.sharedStrings
      ? await readSharedStrings(archive.read(parts.sharedStrings))
      : new SharedStrings();
    yield* recordsOf(sheetRows(archive.read(parts.sheet), strings), planColumns, parts.hasMoreSheets);
  } finally {
    await file.close();
  }
}

async function* recordsOf(
  rows: AsyncGenerator<SheetRow>,
  planColumns: PlanColumns,
  hasMoreSheets: boolean,
): AsyncGenerator<Entry> {
  const { value: head, done } = await rows.next();
  if (done) throw new UnreadableFile([{ rule: 'table.header' }]);
  const headings = head.cells.map(String);
  const plan = planColumns(headings);
  const remarks = [...plan.remarks, ...(hasMoreSheets ? [{ pointer: '', rule: 'workbook.sheets' }] : [])];
  let preamble: Buffer | undefined = Buffer.concat([plan.fingerprint, Buffer.from(JSON.stringify(headings))]);
  for await (const { number, cells } of rows) {
    const first = preamble;
    preamble = undefined;
    const raw = Buffer.from(JSON.stringify(cells));
    yield {
      line: number,
      lastLine: number,
      raw,
      ...(first && { preamble: first }),
      row: { headings, cells: () => headings.map((_, at) => cells[at] ?? '') },
      read: () => readRow(plan, cells, raw.length, first ? remarks : []),
    };
  }
}

function readRow(
  plan: ColumnPlan,
  cells: readonly Cell[],
  bytes: number,
  warnings: ColumnPlan['remarks'],
): WrittenRecord {
  if (bytes > LINE_BYTES) return { rule: 'line.length' };
  if (cells.slice(plan.width).some((cell) => cell !== '')) return { rule: 'line.columns' };
  return { plain: plan.toRecord(cells), warnings };
}
