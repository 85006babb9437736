import { parse } from 'csv-parse/sync';
import type { Delimiter } from './delimiter.js';

/** The cells of one record without its line end (RFC 4180), without blanks around them; a stray quote is a character. */
export function cellsOf(text: string, delimiter: Delimiter): string[] {
  const cells = text.includes('"') ? parseQuoted(text, delimiter) : text.split(delimiter);
  return cells.map((cell) => cell.trim());
}

function parseQuoted(text: string, delimiter: Delimiter): string[] {
  const [cells = []] = parse(text, { delimiter, relax_quotes: true, relax_column_count: true });
  return cells;
}
