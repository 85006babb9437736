import { open, unlink } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { UnreadableFile } from '../unreadable-file.js';

/** A workbook of 1,048,576 persons, all that a sheet holds, is smaller. */
const MOST_BYTES = 512 * 1024 * 1024;

/**
 * The whole payload on a disk, since the contents of a zip stand at its end. The file has no name any more once it is
 * open: whatever happens to this process, nothing about people stays behind.
 * @throws UnreadableFile `workbook.size`
 */
export async function spool(payload: AsyncIterable<Buffer>): Promise<FileHandle> {
  const path = join(tmpdir(), `satudata-${randomUUID()}`);
  const file = await open(path, 'wx+', 0o600);
  try {
    await unlink(path);
    let written = 0;
    for await (const bytes of payload) {
      written += bytes.length;
      if (written > MOST_BYTES) throw new UnreadableFile([{ rule: 'workbook.size' }]);
      await file.writeFile(bytes);
    }
    return file;
  } catch (error) {
    await file.close();
    throw error;
  }
}
