import type { Readable } from 'node:stream';
import { fromFd, type Entry as ZipEntry, type ZipFile } from 'yauzl';
import { UnreadableFile } from '../unreadable-file.js';

/** A workbook has some twenty parts; each sheet, picture and chart is one. */
const MOST_PARTS = 5_000;
/** Rows of persons shrink to a twentieth; deflate could reach a thousandth. */
const MOST_INFLATION = 200;
/** Below this nobody is harmed, and small parts tell no ratio. */
const FREE_BYTES = 4 * 1024 * 1024;

/** The parts of an OPC package (ECMA-376 part 2), by name without a slash in front. */
export class Archive {
  private constructor(
    private readonly zip: ZipFile,
    private readonly parts: ReadonlyMap<string, ZipEntry>,
  ) {}

  /** @throws UnreadableFile `workbook.broken` when the file is no zip */
  static async open(fd: number): Promise<Archive> {
    const zip = await opened(fd);
    const parts = new Map<string, ZipEntry>();
    if (zip.entryCount > MOST_PARTS) throw broken();
    await new Promise<void>((resolve, reject) => {
      zip.on('entry', (entry: ZipEntry) => {
        parts.set(entry.fileName, entry);
        zip.readEntry();
      });
      zip.once('end', resolve);
      zip.once('error', () => reject(broken()));
      zip.readEntry();
    });
    return new Archive(zip, parts);
  }

  has(name: string): boolean {
    return this.parts.has(name);
  }

  /**
   * The inflated bytes of a part: never more than its entry declares, and that in a lawful proportion to its size.
   * @throws UnreadableFile `workbook.broken`, `workbook.dense`
   */
  async *read(name: string): AsyncGenerator<Buffer> {
    const entry = this.parts.get(name);
    if (!entry || entry.isEncrypted()) throw broken();
    const { uncompressedSize, compressedSize } = entry;
    if (uncompressedSize > FREE_BYTES && uncompressedSize > MOST_INFLATION * compressedSize) {
      throw new UnreadableFile([{ rule: 'workbook.dense' }]);
    }
    const stream = await this.streamOf(entry);
    try {
      for await (const bytes of stream) yield bytes as Buffer;
    } catch {
      throw broken();
    } finally {
      stream.destroy();
    }
  }

  private streamOf(entry: ZipEntry): Promise<Readable> {
    return new Promise((resolve, reject) => {
      this.zip.openReadStream(entry, (error, stream) => (error ? reject(broken()) : resolve(stream)));
    });
  }
}

function opened(fd: number): Promise<ZipFile> {
  return new Promise((resolve, reject) => {
    fromFd(fd, { lazyEntries: true, autoClose: false }, (error, zip) => (error ? reject(broken()) : resolve(zip)));
  });
}

export const broken = (): UnreadableFile => new UnreadableFile([{ rule: 'workbook.broken' }]);
