import { fieldsOf, PATTERN, type Class, type FieldDeclaration } from '@satudata/contracts';
import type { Remark } from '../entry.js';
import { readCode } from './codes.js';
import { readDate } from './dates.js';
import { readText } from './texts.js';
import { readThreeDigits } from './short-numbers.js';
import { readSixteenDigits } from './sixteen-digits.js';
import { readVillageCode } from './village-codes.js';
import type { ReadWritten } from './written-value.js';

export interface Reading {
  /** What was read otherwise than it was written. */
  readonly warnings: readonly Remark[];
  /** What cannot be read any more, by pointer: why the form of these fields is wrong. */
  readonly lost: ReadonlyMap<string, string>;
}

interface FieldReader {
  readonly name: string;
  readonly read?: ReadWritten;
  readonly nested?: () => Class;
}

const readers = new WeakMap<Class, readonly FieldReader[]>();

/**
 * Reads a plain record in place as people and spreadsheets write it, before its form is judged: the same for every
 * format, so that a record is judged alike however it comes. What is not understood stays as it is.
 */
export function readAsWritten(type: Class, plain: unknown): Reading {
  const reading = { warnings: [] as Remark[], lost: new Map<string, string>() };
  walk(type, plain, '', reading);
  return reading;
}

function walk(type: Class, plain: unknown, above: string, into: { warnings: Remark[]; lost: Map<string, string> }) {
  if (typeof plain !== 'object' || plain === null || Array.isArray(plain)) return;
  const record = plain as Record<string, unknown>;
  for (const { name, read, nested } of readersOf(type)) {
    if (!Object.hasOwn(record, name)) continue;
    const pointer = `${above}/${name}`;
    const value = record[name];
    if (nested) walkNested(nested(), value, pointer, into);
    else if (read) apply(record, name, read(value), pointer, into);
  }
}

function walkNested(type: Class, value: unknown, pointer: string, into: Parameters<typeof walk>[3]) {
  if (Array.isArray(value)) value.forEach((member, at) => walk(type, member, `${pointer}/${at}`, into));
  else walk(type, value, pointer, into);
}

function apply(
  record: Record<string, unknown>,
  name: string,
  written: ReturnType<ReadWritten>,
  pointer: string,
  into: Parameters<typeof walk>[3],
) {
  if (written === undefined) return;
  if ('lost' in written) {
    into.lost.set(pointer, written.lost);
    return;
  }
  record[name] = written.value;
  into.warnings.push({ pointer, rule: written.rule });
}

function readersOf(type: Class): readonly FieldReader[] {
  const known = readers.get(type);
  if (known) return known;
  const made = fieldsOf(type).flatMap((field): FieldReader[] => {
    const { name, nested } = field;
    if (nested) return [{ name, nested }];
    const read = readerOf(field);
    return read ? [{ name, read }] : [];
  });
  readers.set(type, made);
  return made;
}

/** By the kind of field, as its schema tells it. */
function readerOf({ schema, written }: FieldDeclaration): ReadWritten | undefined {
  if (schema['format'] === 'date') return readDate;
  if (Array.isArray(schema['enum'])) return readCode(schema['enum'] as string[], written);
  switch (schema['pattern']) {
    case PATTERN.sixteenDigits:
      return readSixteenDigits;
    case PATTERN.threeDigits:
      return readThreeDigits;
    case PATTERN.village:
      return readVillageCode;
    default:
      return schema.type === 'string' ? readText : undefined;
  }
}
