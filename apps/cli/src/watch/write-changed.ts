import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { entriesIn, type RecordFile } from '../intake/record-file.js';
import type { RejectedLine } from '../intake/write-rejected.js';
import { ALL_RULES } from '../rules/rule-words.js';
import { SentRecords } from './sent-records.js';

/** What differs in a file from what was sent of it. */
export interface Changed {
  /** By record of the written file: the line on which it begins in the file it is from. */
  lines: number[];
  /** Rows of which no record could be made. */
  unreadable: RejectedLine[];
  /** What will have been sent once these are. */
  sent: SentRecords;
}

/** Writes the records of a file that were not sent as they are now, as NDJSON. @throws CommandFailure */
export async function writeChanged(file: RecordFile, before: SentRecords, target: string): Promise<Changed> {
  const changed: Changed = { lines: [], unreadable: [], sent: SentRecords.none() };
  await pipeline(Readable.from(changedIn(file, before, changed)), createWriteStream(target, { mode: 0o600 }));
  return changed;
}

async function* changedIn(file: RecordFile, before: SentRecords, changed: Changed): AsyncGenerator<string> {
  for await (const entry of entriesIn(file)) {
    const written = entry.read();
    if ('rule' in written) {
      const { rule } = written;
      changed.unreadable.push({ line: entry.line, errors: [{ pointer: '', rule, id: ALL_RULES[rule].id }] });
      continue;
    }
    const record = JSON.stringify(written.plain);
    changed.sent.add(record);
    if (before.has(record)) continue;
    changed.lines.push(entry.line);
    yield `${record}\n`;
  }
}
