import { mkdir, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { Batch } from '../intake/batch.js';
import { rejectedOf, sendFile, type Destination } from '../intake/destination.js';
import { describeFile, measureFile, type RecordFile } from '../intake/record-file.js';
import { writeRejected, type RejectedLine } from '../intake/write-rejected.js';
import { fetchReceipt } from '../receipt/fetch-receipts.js';
import { SentRecords } from './sent-records.js';
import { writeChanged, type Changed } from './write-changed.js';

/** What became of a file that was looked at; without a batch there was nothing new in it. */
export interface Sent {
  batch?: Batch;
  rejectedFile?: string;
}

/** Beside the files: receipts, and what was sent of each. */
const NOTES_FOLDER = '.satudata';

/**
 * Sends what changed in a file since the last receipt for it. It counts as sent once the receipt is there: a process
 * that ends before sends the same again, which is the same batch.
 * @throws CommandFailure
 */
export async function sendChanged(file: RecordFile, destination: Destination): Promise<Sent> {
  const notes = join(dirname(file.path), NOTES_FOLDER);
  await mkdir(notes, { recursive: true, mode: 0o700 });
  const noteOf = (ending: string) => join(notes, basename(file.path) + ending);
  const [stateFile, changedFile] = [noteOf('.sent'), noteOf('.changed.ndjson')] as const;
  const changed = await writeChanged(file, await SentRecords.load(stateFile), changedFile);
  try {
    const batch = changed.lines.length > 0 ? await send(file, changedFile, notes, destination) : undefined;
    const rejected = [...changed.unreadable, ...(batch ? await rejectedLines(batch, changed, destination) : [])];
    await changed.sent.save(stateFile);
    return { ...(batch && { batch }), ...(rejected.length > 0 && { rejectedFile: await quote(file, rejected) }) };
  } finally {
    await rm(changedFile, { force: true });
  }
}

async function send(file: RecordFile, path: string, notes: string, destination: Destination): Promise<Batch> {
  const part = describeFile(path, file.entities);
  const batch = await sendFile(part, await measureFile(part), destination, { onProgress: () => undefined });
  const { service: name, url, token } = destination;
  await writeFile(join(notes, `${batch.id}.receipt.jws`), await fetchReceipt({ name, url, token }, batch.id));
  return batch;
}

/** Verdicts speak of lines of what was sent; people of lines of their file. */
async function rejectedLines(batch: Batch, { lines }: Changed, destination: Destination): Promise<RejectedLine[]> {
  const rejected: RejectedLine[] = [];
  if (batch.verdicts.rejected === 0) return rejected;
  for await (const { line, errors } of rejectedOf(batch, destination))
    rejected.push({ line: lines[line - 1] ?? 0, errors });
  return rejected;
}

function quote(file: RecordFile, rejected: RejectedLine[]): Promise<string> {
  const inOrder = rejected.sort((one, other) => one.line - other.line);
  return writeRejected(
    file,
    (async function* () {
      yield* inOrder;
    })(),
  );
}
