import { UnreadableFile } from '../unreadable-file.js';
import { broken, type Archive } from './archive.js';
import { xmlEvents } from './xml-events.js';

/** The parts of a workbook that matter, by name. */
export interface WorkbookParts {
  /** Of the first sheet that is not hidden. */
  readonly sheet: string;
  readonly sharedStrings?: string;
  /** There are others beside it. */
  readonly hasMoreSheets: boolean;
}

const BOOK = 'xl/workbook.xml';
const RELATIONS = 'xl/_rels/workbook.xml.rels';

/**
 * Finds the first visible sheet of an Office Open XML workbook.
 * @throws UnreadableFile `workbook.broken`, `workbook.date1904`
 */
export async function findParts(archive: Archive): Promise<WorkbookParts> {
  if (!archive.has(BOOK) || !archive.has(RELATIONS)) throw broken();
  const sheets = await visibleSheets(archive);
  const relations = await readRelations(archive);
  const sheet = relations.get(sheets[0] ?? '')?.part;
  if (sheet === undefined || !archive.has(sheet)) throw broken();
  const strings = [...relations.values()].find(({ type }) => type.endsWith('/sharedStrings'));
  return { sheet, ...(strings && { sharedStrings: strings.part }), hasMoreSheets: sheets.length > 1 };
}

/** Their relation ids, in the order of the tabs. */
async function visibleSheets(archive: Archive): Promise<string[]> {
  const sheets: string[] = [];
  await readTags(archive, BOOK, (name, attributes) => {
    // Days counted from 1904, as early Macs did: a day would be read four years too early.
    const is1904 = name === 'workbookPr' && ['1', 'true'].includes(attributes['date1904'] ?? '');
    if (is1904) throw new UnreadableFile([{ rule: 'workbook.date1904' }]);
    if (name === 'sheet' && (attributes['state'] ?? 'visible') === 'visible') sheets.push(attributes['r:id'] ?? '');
  });
  return sheets;
}

async function readRelations(archive: Archive): Promise<Map<string, { part: string; type: string }>> {
  const relations = new Map<string, { part: string; type: string }>();
  await readTags(archive, RELATIONS, (name, { Id = '', Target = '', Type = '' }) => {
    const part = Target.startsWith('/') ? Target.slice(1) : `xl/${Target.replace(/^\.\//, '')}`;
    if (name === 'Relationship') relations.set(Id, { part, type: Type });
  });
  return relations;
}

async function readTags(
  archive: Archive,
  part: string,
  onTag: (name: string, attributes: Readonly<Record<string, string>>) => void,
): Promise<void> {
  const events = xmlEvents(archive.read(part), { open: onTag, text: () => undefined, close: () => undefined });
  for await (const piece of events) void piece;
}
