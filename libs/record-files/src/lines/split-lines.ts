/** One line of a payload without its line feed; `tooLong` lines keep only their beginning. */
export interface Line {
  readonly bytes: Buffer;
  readonly tooLong: boolean;
}

/** Ten times the largest lawful record; a chunk of such lines is what a batch may hold in memory, twice. */
export const LINE_BYTES = 32 * 1024;

const LINE_FEED = 10;

/** Byte chunks -> lines, holding never more than one line of at most `limit` bytes. */
export async function* splitLines(payload: AsyncIterable<Buffer>, limit: number): AsyncGenerator<Line> {
  let parts: Buffer[] = [];
  let held = 0;
  const keep = (part: Buffer) => {
    const room = Math.max(0, limit + 1 - held);
    if (room > 0) parts.push(part.subarray(0, room));
    held += part.length;
  };
  const take = (): Line => {
    const line = { bytes: Buffer.concat(parts), tooLong: held > limit };
    parts = [];
    held = 0;
    return line;
  };
  for await (const chunk of payload) {
    let start = 0;
    for (let end = chunk.indexOf(LINE_FEED); end >= 0; end = chunk.indexOf(LINE_FEED, start)) {
      keep(chunk.subarray(start, end));
      start = end + 1;
      yield take();
    }
    if (start < chunk.length) keep(chunk.subarray(start));
  }
  if (held > 0) yield take();
}
