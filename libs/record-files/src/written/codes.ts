import type { FileRule } from '../rule-words.js';
import type { ReadWritten } from './written-value.js';

/** A code as a word, a number, or with zeros before it. `written` are the words for codes, in capitals. */
export function readCode(codes: readonly string[], written: Readonly<Record<string, string>> = {}): ReadWritten {
  const known = new Set(codes);
  return (value) => {
    if (typeof value === 'number') return found(String(value), known, 'written.number');
    if (typeof value !== 'string' || known.has(value)) return undefined;
    const bare = value
      .trim()
      .toUpperCase()
      .replace(/[\s_]+/g, ' ');
    const word = Object.hasOwn(written, bare) ? written[bare] : undefined;
    return found(word ?? bare.replace(/^0+(?=\d)/, ''), known, word === undefined ? 'written.short' : 'written.word');
  };
}

function found(code: string, known: ReadonlySet<string>, rule: FileRule): ReturnType<ReadWritten> {
  return known.has(code) ? { value: code, rule } : undefined;
}
