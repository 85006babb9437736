import { createHash } from 'node:crypto';
import { readFile, rename, writeFile } from 'node:fs/promises';

const HASH_BYTES = 16;

/**
 * Which records of a file were told to the service when it was last sent: a hash of each, nothing of what it says.
 * Only the last state counts, so a record that was changed and changed back is sent again.
 */
export class SentRecords {
  private constructor(private readonly hashes: Set<string>) {}

  static none(): SentRecords {
    return new SentRecords(new Set());
  }

  /** Those kept in a file; none when there is no such file. */
  static async load(path: string): Promise<SentRecords> {
    const bytes = await readFile(path).catch(() => Buffer.alloc(0));
    const hashes = new Set<string>();
    for (let at = 0; at + HASH_BYTES <= bytes.length; at += HASH_BYTES) {
      hashes.add(bytes.toString('latin1', at, at + HASH_BYTES));
    }
    return new SentRecords(hashes);
  }

  has(record: string): boolean {
    return this.hashes.has(hashOf(record));
  }

  add(record: string): void {
    this.hashes.add(hashOf(record));
  }

  /** All or nothing, whenever the process ends. */
  async save(path: string): Promise<void> {
    const draft = `${path}.new`;
    await writeFile(draft, Buffer.from([...this.hashes].join(''), 'latin1'), { mode: 0o600 });
    await rename(draft, path);
  }
}

const hashOf = (record: string): string =>
  createHash('sha256').update(record).digest().toString('latin1', 0, HASH_BYTES);
