import { isUtf8 } from 'node:buffer';
import { createReadStream } from 'node:fs';
import { Finding } from './finding.js';

const LINE_END = 0x0a;

/**
 * The lines of a file, which must be well-formed UTF-8 and end with a line end. Not `readline`, which takes other
 * characters for line ends as well and would not see what was put there.
 * @throws Finding `file.text`
 */
export async function* readLines(file: string): AsyncGenerator<string> {
  let rest: Buffer = Buffer.alloc(0);
  let line = 0;
  for await (const chunk of createReadStream(file, { highWaterMark: 1 << 20 }) as AsyncIterable<Buffer>) {
    const bytes = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk;
    let start = 0;
    for (let end = bytes.indexOf(LINE_END); end !== -1; end = bytes.indexOf(LINE_END, start)) {
      line += 1;
      const text = bytes.subarray(start, end);
      if (!isUtf8(text)) throw new Finding('file.text', line);
      yield text.toString();
      start = end + 1;
    }
    rest = bytes.subarray(start);
  }
  if (rest.length > 0) throw new Finding('file.text', line + 1);
}
