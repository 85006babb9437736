import { crc32, deflateRawSync } from 'node:zlib';

type Cell = string | number | boolean;

export interface WorkbookOptions {
  /** Strings stand in the cells; otherwise they are shared, as spreadsheets write them. */
  readonly inline?: true;
  readonly date1904?: true;
  /** Sheets before the one with the rows, hidden. */
  readonly hiddenBefore?: number;
  /** Sheets after it, empty. */
  readonly sheetsAfter?: number;
}

/** An Office Open XML workbook of these rows, as a spreadsheet program would write it; empty rows are left out. */
export function aWorkbook(rows: readonly (readonly Cell[])[], options: WorkbookOptions = {}): Buffer {
  const strings: string[] = [];
  const sheet = sheetXml(rows, options.inline ? undefined : strings);
  const { hiddenBefore = 0, sheetsAfter = 0 } = options;
  const names = Array.from({ length: hiddenBefore + 1 + sheetsAfter }, (_, at) => `sheet${at + 1}`);
  const empty = sheetXml([], undefined);
  return aZip({
    'xl/workbook.xml': bookXml(names, options),
    'xl/_rels/workbook.xml.rels': relationsXml(names),
    ...Object.fromEntries(names.map((name, at) => [`xl/worksheets/${name}.xml`, at === hiddenBefore ? sheet : empty])),
    'xl/sharedStrings.xml': `<sst xmlns="${MAIN}">${strings.join('')}</sst>`,
  });
}

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

function bookXml(names: readonly string[], { date1904, hiddenBefore = 0 }: WorkbookOptions): string {
  const sheets = names.map(
    (name, at) =>
      `<sheet name="${name}" sheetId="${at + 1}" ${at < hiddenBefore ? 'state="hidden" ' : ''}r:id="rId${at + 1}"/>`,
  );
  return `<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}"><workbookPr${date1904 ? ' date1904="1"' : ''}/><sheets>${sheets.join('')}</sheets></workbook>`;
}

function relationsXml(names: readonly string[]): string {
  const sheets = names.map(
    (name, at) => `<Relationship Id="rId${at + 1}" Type="${RELATIONS}/worksheet" Target="worksheets/${name}.xml"/>`,
  );
  const strings = `<Relationship Id="rIdS" Type="${RELATIONS}/sharedStrings" Target="/xl/sharedStrings.xml"/>`;
  return `<Relationships>${sheets.join('')}${strings}</Relationships>`;
}

function sheetXml(rows: readonly (readonly Cell[])[], strings: string[] | undefined): string {
  const known = new Map<string, number>();
  const lines = rows.map((cells, at) => {
    const inside = cells.map((cell, column) => cellXml(cell, `${columnName(column)}${at + 1}`, strings, known));
    return inside.join('') === '' ? '' : `<row r="${at + 1}">${inside.join('')}</row>`;
  });
  return `<worksheet xmlns="${MAIN}"><sheetData>${lines.join('')}</sheetData></worksheet>`;
}

function cellXml(cell: Cell, r: string, strings: string[] | undefined, known: Map<string, number>): string {
  if (cell === '') return '';
  if (typeof cell === 'number') return `<c r="${r}"><v>${cell}</v></c>`;
  if (typeof cell === 'boolean') return `<c r="${r}" t="b"><v>${cell ? 1 : 0}</v></c>`;
  const text = cell.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  if (!strings) return `<c r="${r}" t="inlineStr"><is><t>${text}</t></is></c>`;
  if (!known.has(cell)) known.set(cell, strings.push(`<si><t xml:space="preserve">${text}</t></si>`) - 1);
  return `<c r="${r}" t="s"><v>${known.get(cell)}</v></c>`;
}

function columnName(column: number): string {
  const letter = String.fromCharCode(65 + (column % 26));
  return column < 26 ? letter : columnName(Math.floor(column / 26) - 1) + letter;
}

/** A zip of these files, deflated. */
export function aZip(files: Readonly<Record<string, string | Buffer>>): Buffer {
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [name, content] of Object.entries(files)) {
    const bytes = Buffer.from(content);
    const deflated = deflateRawSync(bytes);
    const facts = Buffer.alloc(26);
    [20, 0, 8, 0, 0].forEach((value, at) => facts.writeUInt16LE(value, at * 2));
    [crc32(bytes), deflated.length, bytes.length].forEach((value, at) => facts.writeUInt32LE(value, 10 + at * 4));
    facts.writeUInt16LE(Buffer.byteLength(name), 22);
    const local = Buffer.concat([Buffer.from('PK\u0003\u0004'), facts, Buffer.from(name), deflated]);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(offset, 10);
    directory.push(Buffer.from('PK\u0001\u0002\u0014\u0000'), facts, place, Buffer.from(name));
    locals.push(local);
    offset += local.length;
  }
  const central = Buffer.concat(directory);
  const end = Buffer.alloc(18);
  const count = Object.keys(files).length;
  end.writeUInt16LE(count, 4);
  end.writeUInt16LE(count, 6);
  end.writeUInt32LE(central.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...locals, central, Buffer.from('PK\u0005\u0006'), end]);
}
