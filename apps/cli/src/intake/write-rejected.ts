import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { quoteRejected, type Entry, type Rejection } from '@satudata/record-files';
import type { RecordFile } from './record-file.js';
import { entriesIn } from './record-file.js';

/** A broken rule with its words, as a verdict tells it. */
export interface ToldRemark {
  pointer: string;
  rule: string;
  id: string;
}

/** Which record of a file was rejected, by its line, and why. */
export interface RejectedLine {
  line: number;
  errors: readonly ToldRemark[];
}

/** `penduduk.csv.gz` -> `penduduk.rejected.csv`, beside it; the rows of a workbook are written as CSV. */
export function rejectedFileOf({ path, format }: RecordFile): string {
  return path.replace(/\.[a-z]+(\.gz)?$/i, `.rejected.${format === 'xlsx' ? 'csv' : format}`);
}

/**
 * Writes the rejected records of a file in its own format, to be mended and sent again.
 * @param rejected in the order of the file
 */
export async function writeRejected(file: RecordFile, rejected: AsyncIterable<RejectedLine>): Promise<string> {
  const target = rejectedFileOf(file);
  // As private as the file itself: it is about people.
  const to = createWriteStream(target, { mode: 0o600 });
  await pipeline(Readable.from(quoteRejected(matched(file, rejected))), to);
  return target;
}

/** Walks through verdicts and file side by side, both being in line order, so memory does not grow with either. */
async function* matched(file: RecordFile, rejected: AsyncIterable<RejectedLine>): AsyncGenerator<Rejection> {
  const entries = entriesIn(file);
  try {
    for await (const { line, errors } of rejected) {
      const entry = await entryAt(entries, line);
      if (entry) yield { entry, reasons: errors.map(inWords).join('; ') };
    }
  } finally {
    await entries.return(undefined);
  }
}

async function entryAt(entries: AsyncGenerator<Entry>, line: number): Promise<Entry | undefined> {
  for (;;) {
    const { value, done } = await entries.next();
    if (done || value.line === line) return done ? undefined : value;
  }
}

const inWords = ({ pointer, rule, id }: ToldRemark): string => `${[rule, pointer].filter(Boolean).join(' ')}: ${id}`;
