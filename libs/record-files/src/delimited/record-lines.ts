import type { Line } from '../lines/split-lines.js';
import type { Delimiter } from './delimiter.js';

const QUOTE = 34;
const LINE_FEED = Buffer.from('\n');

/** The lines of one record: several where a quoted cell goes on in the next line. */
export interface RecordLines {
  readonly line: number;
  readonly lastLine: number;
  /** Without the last line feed. */
  readonly bytes: Buffer;
  readonly fault?: 'line.length' | 'line.quote';
}

/**
 * Puts lines together where a quote is open at their end. A quote that nothing closes within `limit` bytes is a fault
 * of its own line: the lines after it are records of their own again, or one stray quote would swallow a whole file.
 * @param first the number of the first of these lines
 */
export async function* recordLines(
  lines: AsyncIterable<Line>,
  delimiter: Delimiter,
  { limit, first }: { readonly limit: number; readonly first: number },
): AsyncGenerator<RecordLines> {
  const pieces = new OpenRecord(delimiter, limit, first);
  for await (const line of lines) yield* pieces.add(line);
  yield* pieces.end();
}

/** Lines of which no record could be made so far. */
class OpenRecord {
  private held: Line[] = [];
  private bytes = 0;
  private isOpen = false;

  constructor(
    private readonly delimiter: Delimiter,
    private readonly limit: number,
    private number: number,
  ) {}

  *add(line: Line): Generator<RecordLines> {
    this.held.push(line);
    this.bytes += line.bytes.length + 1;
    this.isOpen = !line.tooLong && quoteIsOpenAfter(line.bytes, this.isOpen, this.delimiter.charCodeAt(0));
    if (line.tooLong && this.held.length > 1) yield* this.giveUpFirst();
    else if (!this.isOpen) yield this.take(this.held.length, line.tooLong ? 'line.length' : undefined);
    else if (this.bytes > this.limit) yield* this.giveUpFirst();
  }

  *end(): Generator<RecordLines> {
    while (this.held.length > 0) yield* this.giveUpFirst();
  }

  private *giveUpFirst(): Generator<RecordLines> {
    const [, ...others] = this.held;
    yield this.take(1, 'line.quote');
    this.held = [];
    this.bytes = 0;
    this.isOpen = false;
    for (const line of others) yield* this.add(line);
  }

  private take(count: number, fault: RecordLines['fault']): RecordLines {
    const taken = this.held.splice(0, count);
    const line = this.number;
    this.number += count;
    this.bytes = 0;
    const bytes = Buffer.concat(taken.flatMap(({ bytes: part }, at) => (at === 0 ? [part] : [LINE_FEED, part])));
    return { line, lastLine: this.number - 1, bytes, ...(fault && { fault }) };
  }
}

/** A quote opens a cell only at its beginning; two in a row inside are a character. */
function quoteIsOpenAfter(bytes: Buffer, wasOpen: boolean, delimiter: number): boolean {
  if (!bytes.includes(QUOTE)) return wasOpen;
  let isOpen = wasOpen;
  let atStart = !wasOpen;
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at];
    if (byte === QUOTE && isOpen && bytes[at + 1] === QUOTE) at += 1;
    else if (byte === QUOTE && isOpen) isOpen = false;
    else if (byte === QUOTE && atStart) isOpen = true;
    atStart = !isOpen && byte === delimiter;
  }
  return isOpen;
}
