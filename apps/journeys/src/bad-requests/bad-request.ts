import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

/** One line of the corpus: a request that must be refused, how, and why somebody might send it. */
export interface BadRequest {
  /** The route that it is meant for. */
  readonly ask: string;
  readonly why: string;
  /** The address, where it is not that of the record. */
  readonly at?: string;
  readonly query?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly anonymous?: true;
  /** Sent without an Idempotency-Key where one is due. */
  readonly keyless?: true;
  /** A right record but for these members, by JSON Pointer, ... */
  readonly change?: Readonly<Record<string, unknown>>;
  /** ... or without these. */
  readonly drop?: readonly string[];
  /** In place of a record. */
  readonly text?: string;
  readonly base64?: string;
  readonly fill?: { readonly before: string; readonly repeat: string; times: number; after: string; gzip?: true };

  readonly status: number;
  /** Last part of the problem's `type`. */
  readonly type: string;
  readonly rule?: string;
  /** JSON Pointer of the member, or name of the parameter or header. */
  readonly where?: string;
}

const FOLDER = join(__dirname, '../../corpus');

export function readCorpus(file: string): BadRequest[] {
  const lines = readFileSync(join(FOLDER, `${file}.ndjson`), 'utf8')
    .split('\n')
    .filter(Boolean);
  return lines.map((line) => JSON.parse(line) as BadRequest);
}

/** The body of a request; `base` is a right record. */
export function bodyOf({ text, base64, fill, change, drop }: BadRequest, base: object): string | Buffer {
  if (text !== undefined) return text;
  if (base64 !== undefined) return Buffer.from(base64, 'base64');
  if (fill) {
    const filled = fill.before + fill.repeat.repeat(fill.times) + fill.after;
    return fill.gzip ? gzipSync(filled) : filled;
  }
  const record = structuredClone(base) as Record<string, unknown>;
  for (const [pointer, value] of Object.entries(change ?? {})) {
    const { parent, name } = placeOf(record, pointer);
    parent[name] = value;
  }
  for (const pointer of drop ?? []) {
    const { parent, name } = placeOf(record, pointer);
    delete parent[name];
  }
  return JSON.stringify(record);
}

function placeOf(record: Record<string, unknown>, pointer: string) {
  const names = pointer.split('/').slice(1);
  const name = names.pop() ?? '';
  const parent = names.reduce((at, step) => at[step] as Record<string, unknown>, record);
  return { parent, name };
}
