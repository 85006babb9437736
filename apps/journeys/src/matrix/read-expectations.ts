import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What is expected of one route: per class of client, one word per reach. */
export interface Expectation {
  readonly service: string;
  /** `PUT /v1/persons/{nik}` */
  readonly route: string;
  readonly answers: Readonly<Record<string, readonly string[]>>;
}

const REACHES = 3;

/** The tables of `expectations.md`, one heading per service. */
export function readExpectations(): Expectation[] {
  const text = readFileSync(join(__dirname, 'expectations.md'), 'utf8');
  return text.split(/^## /m).slice(1).flatMap(readService);
}

function readService(section: string): Expectation[] {
  const [service = '', ...lines] = section.split('\n');
  const [head, , ...rows] = lines.filter((line) => line.startsWith('|')).map(cellsOf);
  const classes = (head ?? []).slice(1);
  return rows.map(([route = '', ...cells]) => ({
    service,
    route,
    answers: Object.fromEntries(classes.map((name, index) => [name, wordsOf(cells[index] ?? '')])),
  }));
}

const cellsOf = (line: string): string[] =>
  line
    .split('|')
    .slice(1, -1)
    .map((cell) => cell.trim());

/** One word stands for every reach. */
function wordsOf(cell: string): string[] {
  const words = cell.split(/\s+/);
  return words.length === 1 ? new Array<string>(REACHES).fill(cell) : words;
}
