import { isDeepStrictEqual } from 'node:util';
import type { JsonSchema } from '../field/field.js';
import type { Words } from '../words.js';

/** One reason why two schemas cannot stand side by side; `pointer` is the place in the schema (RFC 6901). */
export interface Incompatibility extends Words {
  readonly pointer: string;
}

/** Words for people: they decide nothing about which values are valid. */
const ANNOTATIONS: ReadonlySet<string> = new Set(['title', 'description', '$comment', 'examples', 'deprecated']);
/** Walked one by one; every other keyword must stay exactly as it was. */
const WALKED: ReadonlySet<string> = new Set(['properties', 'required', 'items']);

/**
 * Full compatibility of open models: what is valid under either schema is readable under the other.
 * So only an optional property may come or go. A name that comes back must mean what it meant, which is why
 * a candidate is compared with every earlier revision (`checkHistory`), not with the last one alone.
 */
export function incompatibilities(earlier: JsonSchema, later: JsonSchema, pointer = ''): Incompatibility[] {
  return [
    ...changedKeywords(earlier, later, pointer),
    ...changedProperties(earlier, later, pointer),
    ...changedItems(earlier, later, pointer),
  ];
}

export interface HistoryConflict extends Incompatibility {
  /** The earlier revision, counted from 1, that the candidate cannot live with. */
  readonly revision: number;
}

/** The candidate against every revision ever published: a topic is read again from its first event. */
export function checkHistory(published: readonly JsonSchema[], candidate: JsonSchema): HistoryConflict[] {
  return published.flatMap((earlier, index) =>
    incompatibilities(earlier, candidate).map((found) => ({ ...found, revision: index + 1 })),
  );
}

function changedKeywords(earlier: JsonSchema, later: JsonSchema, pointer: string): Incompatibility[] {
  const keywords = [...new Set([...Object.keys(earlier), ...Object.keys(later)])];
  return keywords
    .filter((keyword) => !ANNOTATIONS.has(keyword) && !WALKED.has(keyword))
    .filter((keyword) => !isDeepStrictEqual(meaning(keyword, earlier[keyword]), meaning(keyword, later[keyword])))
    .map((keyword) => ({
      pointer: `${pointer}/${escape(keyword)}`,
      id: `Aturan "${keyword}" berubah dari ${shown(earlier[keyword], 'tidak ada')} menjadi ${shown(later[keyword], 'tidak ada')}; beri isian baru nama lain.`,
      en: `The rule "${keyword}" changed from ${shown(earlier[keyword], 'none')} to ${shown(later[keyword], 'none')}; give the new meaning a field of its own.`,
    }));
}

/** A code list means the same in any order. */
function meaning(keyword: string, value: unknown): unknown {
  return keyword === 'enum' && Array.isArray(value) ? new Set(value) : value;
}

function changedProperties(earlier: JsonSchema, later: JsonSchema, pointer: string): Incompatibility[] {
  const before = propertiesOf(earlier);
  const after = propertiesOf(later);
  const names = [
    ...new Set([...Object.keys(before), ...Object.keys(after), ...requiredOf(earlier), ...requiredOf(later)]),
  ];
  return names.flatMap((name) => {
    const here = `${pointer}/properties/${escape(name)}`;
    const [old, fresh] = [before[name], after[name]];
    const nested = old && fresh ? incompatibilities(old, fresh, here) : [];
    return [
      ...changedDuty(requiredOf(earlier).includes(name), requiredOf(later).includes(name), name, here),
      ...nested,
    ];
  });
}

/** Covers a required property that comes or goes as well: it is demanded on one side only. */
function changedDuty(before: boolean, after: boolean, name: string, pointer: string): Incompatibility[] {
  if (before === after) return [];
  return after
    ? [
        {
          pointer,
          id: `Isian "${name}" menjadi wajib, padahal peristiwa lama tidak memuatnya; jadikan opsional.`,
          en: `The field "${name}" became required, but older events lack it; make it optional.`,
        },
      ]
    : [
        {
          pointer,
          id: `Isian "${name}" tidak lagi wajib, padahal pembaca lama mengandalkannya; biarkan wajib.`,
          en: `The field "${name}" is no longer required, but older readers rely on it; keep it required.`,
        },
      ];
}

function changedItems(earlier: JsonSchema, later: JsonSchema, pointer: string): Incompatibility[] {
  const [before, after] = [earlier['items'], later['items']];
  if (before === undefined && after === undefined) return [];
  return incompatibilities(asSchema(before), asSchema(after), `${pointer}/items`);
}

function propertiesOf(schema: JsonSchema): Readonly<Record<string, JsonSchema>> {
  return Object.assign(Object.create(null), schema['properties']) as Record<string, JsonSchema>;
}

function requiredOf(schema: JsonSchema): readonly string[] {
  return (schema['required'] as readonly string[] | undefined) ?? [];
}

/** An absent `items` says as much as an empty schema. */
function asSchema(value: unknown): JsonSchema {
  return (value as JsonSchema | undefined) ?? {};
}

function shown(value: unknown, none: string): string {
  return value === undefined ? none : JSON.stringify(value);
}

function escape(key: string): string {
  return key.replaceAll('~', '~0').replaceAll('/', '~1');
}
