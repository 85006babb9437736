import { UnreadableFile } from '../unreadable-file.js';
import { broken } from './archive.js';
import { xmlEvents } from './xml-events.js';

/** What all strings of a workbook may take in memory: those of some 500,000 persons. */
const MOST_BYTES = 96 * 1024 * 1024;
const MOST_STRINGS = 12_000_000;
const CHUNK_BYTES = 1024 * 1024;

/** The strings of a workbook, which its cells name by number: packed, as a string of its own costs four times as much. */
export class SharedStrings {
  private readonly chunks: Buffer[] = [];
  private used = CHUNK_BYTES;
  private starts = new Uint32Array(1024);
  private lengths = new Uint32Array(1024);
  private count = 0;

  /** @throws UnreadableFile `workbook.strings` */
  add(text: string): void {
    const bytes = Buffer.from(text.length > CHUNK_BYTES / 4 ? text.slice(0, CHUNK_BYTES / 4) : text);
    if (this.used + bytes.length > CHUNK_BYTES) this.newChunk();
    if (this.count + 1 >= this.starts.length) this.grow();
    const start = (this.chunks.length - 1) * CHUNK_BYTES + this.used;
    bytes.copy(this.chunks.at(-1) as Buffer, this.used);
    this.used += bytes.length;
    this.starts[this.count] = start;
    this.lengths[this.count] = bytes.length;
    this.count += 1;
  }

  at(number: number): string {
    if (!Number.isInteger(number) || number < 0 || number >= this.count) throw broken();
    const start = this.starts[number] ?? 0;
    const from = start % CHUNK_BYTES;
    const chunk = this.chunks[Math.floor(start / CHUNK_BYTES)];
    return chunk?.toString('utf8', from, from + (this.lengths[number] ?? 0)) ?? '';
  }

  private newChunk(): void {
    if ((this.chunks.length + 1) * CHUNK_BYTES > MOST_BYTES) throw tooMany();
    this.chunks.push(Buffer.allocUnsafe(CHUNK_BYTES));
    this.used = 0;
  }

  private grow(): void {
    if (this.count >= MOST_STRINGS) throw tooMany();
    this.starts = doubled(this.starts);
    this.lengths = doubled(this.lengths);
  }
}

function doubled(numbers: Uint32Array): Uint32Array<ArrayBuffer> {
  const larger = new Uint32Array(numbers.length * 2);
  larger.set(numbers);
  return larger;
}

const tooMany = () => new UnreadableFile([{ rule: 'workbook.strings' }]);

/** Reads the part `sharedStrings`: each `si` is one string, in one piece (`t`) or in runs (`r/t`). */
export async function readSharedStrings(part: AsyncIterable<Buffer>): Promise<SharedStrings> {
  const strings = new SharedStrings();
  let text = '';
  let isText = false;
  let isPhonetic = false;
  const events = xmlEvents(part, {
    open: (name) => {
      if (name === 'si') text = '';
      if (name === 'rPh') isPhonetic = true;
      isText = name === 't' && !isPhonetic;
    },
    text: (more) => {
      if (isText) text += more;
    },
    close: (name) => {
      isText = false;
      if (name === 'rPh') isPhonetic = false;
      if (name === 'si') strings.add(text);
    },
  });
  for await (const piece of events) void piece;
  return strings;
}
