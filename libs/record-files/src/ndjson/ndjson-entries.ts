import { isUtf8 } from 'node:buffer';
import type { Entry, WrittenRecord } from '../entry.js';
import { REASONS } from '../rejected/reasons.js';
import { LINE_BYTES, splitLines, type Line } from '../lines/split-lines.js';

/** One entry per line, empty ones too: every line of an NDJSON file counts. */
export async function* ndjsonEntries(payload: AsyncIterable<Buffer>): AsyncGenerator<Entry> {
  let number = 0;
  for await (const line of splitLines(payload, LINE_BYTES)) {
    number += 1;
    yield { line: number, lastLine: number, raw: line.bytes, read: () => readLine(line) };
  }
}

export function readLine(line: Line): WrittenRecord {
  if (line.tooLong) return { rule: 'line.length' };
  if (!isUtf8(line.bytes)) return { rule: 'text.utf8' };
  const text = line.bytes.toString('utf8').trim();
  if (text === '') return { rule: 'line.empty' };
  try {
    return { plain: withoutReasons(JSON.parse(text) as unknown), warnings: [] };
  } catch {
    return { rule: 'line.json' };
  }
}

function withoutReasons(plain: unknown): unknown {
  if (typeof plain === 'object' && plain !== null) delete (plain as Record<string, unknown>)[REASONS];
  return plain;
}
