export { NO_MAPPING, parseMapping, type ColumnMapping } from './columns/mapping.js';
export type { Cell, Entry, Remark, TableRow } from './entry.js';
export { entriesOf, formatsFor, type RecordForm } from './formats/entries-of.js';
export { formatOfMediaType, formatOfName, mayBeGzip, MEDIA_TYPES, type FileFormat } from './formats/file-format.js';
export { readEntry, type ReadEntry } from './read-entry.js';
export { FILE_RULES, type FileRule } from './rule-words.js';
export { quoteRejected, type Rejection } from './rejected/quote-rejected.js';
export { UnreadableFile, type FileFault } from './unreadable-file.js';
