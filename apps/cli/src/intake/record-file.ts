import { createHash } from 'node:crypto';
import { createReadStream, readFileSync } from 'node:fs';
import { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import {
  entriesOf,
  formatOfName,
  formatsFor,
  MEDIA_TYPES,
  NO_MAPPING,
  parseMapping,
  UnreadableFile,
  type ColumnMapping,
  type Entry,
  type FileFormat,
} from '@satudata/record-files';
import { CommandFailure } from '../terminal/command-failure.js';
import { unreadable } from '../terminal/unreadable.js';
import { PUSHABLE, type Pushable } from './entities.js';
import { unreadableFile } from './unreadable-file.js';

/** A file of records, as its name and the sender's mapping describe it. */
export interface RecordFile {
  path: string;
  entities: Pushable;
  format: FileFormat;
  isGzip: boolean;
  mapping: ColumnMapping;
}

/** What one reading tells of a file. */
export interface FileMeasure {
  records: number;
  /** Of the file, headings included. */
  lines: number;
  /** sha-256 of its bytes. */
  sha256: Buffer;
}

/** @throws CommandFailure when the records cannot come in such a file */
export function describeFile(path: string, entities: Pushable, mappingFile?: string): RecordFile {
  const formats = formatsFor(PUSHABLE[entities].form);
  const format = formatOfName(path);
  if (!format || !formats.includes(format)) throw otherFormat(path, entities, formats);
  const mapping = mappingFile === undefined ? NO_MAPPING : readMapping(mappingFile);
  return { path, entities, format, isGzip: path.toLowerCase().endsWith('.gz'), mapping };
}

/** The records of the file, as the service will find them. @throws CommandFailure */
export async function* entriesIn(file: RecordFile, onBytes?: (bytes: Buffer) => void): AsyncGenerator<Entry> {
  try {
    yield* entriesOf(file.format, bytesOf(file, onBytes), PUSHABLE[file.entities].form, file.mapping);
  } catch (error) {
    throw asFailure(error, file.path);
  }
}

/** @throws CommandFailure */
export async function measureFile(file: RecordFile): Promise<FileMeasure> {
  const hash = createHash('sha256');
  let [records, lines] = [0, 0];
  for await (const { lastLine } of entriesIn(file, (bytes) => hash.update(bytes))) {
    records += 1;
    lines = lastLine;
  }
  return { records, lines, sha256: hash.digest() };
}

/** What the service must be told to read the file as we do. */
export function headersFor(file: RecordFile, sha256: Buffer): Record<string, string> {
  return {
    'content-type': MEDIA_TYPES[file.format],
    'content-digest': `sha-256=:${sha256.toString('base64')}:`,
    ...(file.isGzip && { 'content-encoding': 'gzip' }),
    ...(file.mapping !== NO_MAPPING && { 'column-mapping': inAscii(JSON.stringify(file.mapping)) }),
  };
}

/** Headers hold ASCII; JSON can say any letter in it. */
function inAscii(json: string): string {
  return json.replace(/[\u0080-\uffff]/g, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

function bytesOf(
  { path, isGzip }: RecordFile,
  onBytes: (bytes: Buffer) => void = () => undefined,
): AsyncIterable<Buffer> {
  const read = async function* (): AsyncGenerator<Buffer> {
    for await (const bytes of createReadStream(path) as AsyncIterable<Buffer>) {
      onBytes(bytes);
      yield bytes;
    }
  };
  if (!isGzip) return read();
  const gunzip = createGunzip();
  const source = Readable.from(read());
  source.once('error', (error) => gunzip.destroy(error));
  return source.pipe(gunzip) as AsyncIterable<Buffer>;
}

function readMapping(path: string): ColumnMapping {
  try {
    return parseMapping(readFileSync(path, 'utf8'));
  } catch (error) {
    throw asFailure(error, path);
  }
}

function asFailure(error: unknown, path: string): unknown {
  if (error instanceof UnreadableFile) return unreadableFile(path, error);
  const { code = '' } = error as { code?: string };
  if (code.startsWith('Z_')) return brokenGzip(path);
  return code.startsWith('E') ? unreadable(path) : error;
}

function brokenGzip(path: string): CommandFailure {
  return new CommandFailure(
    `Kompresi gzip berkas ${path} rusak atau terpotong.`,
    `The gzip stream of ${path} is broken or cut short.`,
  );
}

function otherFormat(path: string, entities: Pushable, formats: readonly FileFormat[]): CommandFailure {
  const endings = formats.map((format) => `.${format}`).join(', ');
  return new CommandFailure(
    `Berkas ${path} tidak dapat dikirim sebagai ${entities}; akhiran nama yang dikenal: ${endings} (selain .xlsx juga dengan .gz).`,
    `The file ${path} cannot be pushed as ${entities}; known endings of a name: ${endings} (all but .xlsx also with .gz).`,
  );
}
