import { isCivilDate, isInstant } from '../rules/date.js';
import { hasPossibleBirthDate, hasPossibleRecordingDate, isSixteenDigits } from '../rules/nik.js';
import { isVillageCode } from '../rules/region-code.js';
import { isCleanText, isPersonName } from '../rules/text.js';
import { isUuid } from '../rules/uuid.js';
import { check, declareField, type Check, type Class, type FieldOptions, type JsonSchema } from './field.js';

const isText = (value: unknown) => typeof value === 'string';
const isObject = (value: unknown) => typeof value === 'object' && value !== null && !Array.isArray(value);

/** JSON Schema patterns of numbers and codes that are text. */
export const PATTERN = {
  sixteenDigits: '^[0-9]{16}$',
  threeDigits: '^[0-9]{3}$',
  village: '^[0-9]{2}\\.[0-9]{2}\\.[0-9]{2}\\.[0-9]{4}$',
} as const;

export function Text(options: FieldOptions & { min?: number; max: number }): PropertyDecorator {
  const min = options.min ?? 1;
  const fits = (value: unknown) => typeof value !== 'string' || (value.length >= min && value.length <= options.max);
  return declareField(options, { type: 'string', minLength: min, maxLength: options.max }, [
    check('type.text', isText),
    check('text.clean', (value) => !isText(value) || isCleanText(value)),
    check('text.length', fits),
  ]);
}

export function Uuid(options: FieldOptions): PropertyDecorator {
  return declareField(options, { type: 'string', format: 'uuid' }, [check('uuid.form', isUuid)]);
}

export function Nik(options: FieldOptions): PropertyDecorator {
  return declareField(options, { type: 'string', pattern: PATTERN.sixteenDigits }, [
    check('nik.digits', isSixteenDigits),
    check('nik.date', hasPossibleBirthDate),
  ]);
}

export function NikList(options: FieldOptions): PropertyDecorator {
  return declareField(
    options,
    { type: 'string' },
    [check('type.list', Array.isArray), check('nik.digits', isSixteenDigits, true)],
    { type: 'array', items: { type: 'string', pattern: PATTERN.sixteenDigits } },
  );
}

export function Kk(options: FieldOptions): PropertyDecorator {
  return declareField(options, { type: 'string', pattern: PATTERN.sixteenDigits }, [
    check('kk.digits', isSixteenDigits),
    check('kk.date', hasPossibleRecordingDate),
  ]);
}

export function PersonName(options: FieldOptions): PropertyDecorator {
  return declareField(options, { type: 'string', minLength: 1, maxLength: 60 }, [check('name.letters', isPersonName)]);
}

export function CivilDate(options: FieldOptions): PropertyDecorator {
  return declareField(options, { type: 'string', format: 'date' }, [check('date.calendar', isCivilDate)]);
}

export function Instant(options: FieldOptions): PropertyDecorator {
  return declareField(options, { type: 'string', format: 'date-time' }, [check('instant.rfc3339', isInstant)]);
}

export function VillageCode(options: FieldOptions): PropertyDecorator {
  return declareField(options, { type: 'string', pattern: PATTERN.village }, [check('region.village', isVillageCode)]);
}

export function ThreeDigits(options: FieldOptions): PropertyDecorator {
  return declareField(options, { type: 'string', pattern: PATTERN.threeDigits }, [
    check('rt-rw.digits', (value) => typeof value === 'string' && /^[0-9]{3}$/.test(value)),
  ]);
}

/** A code of an official list: the members are the law's, in the order of the law. */
export function Code(options: FieldOptions & { list: readonly string[] }): PropertyDecorator {
  return declareField(options, { type: 'string', enum: [...options.list] }, [
    check('code.list', (value) => typeof value === 'string' && options.list.includes(value)),
  ]);
}

interface ListOptions extends FieldOptions {
  readonly min: number;
  readonly max: number;
}

/** Short texts, each of at most `length` characters. */
export function TextList(options: ListOptions & { length: number }): PropertyDecorator {
  const fits = (value: unknown) => !isText(value) || (value.length >= 1 && value.length <= options.length);
  return listOf(options, { type: 'string', minLength: 1, maxLength: options.length }, [
    check('type.text', isText, true),
    check('text.clean', (value) => !isText(value) || isCleanText(value), true),
    check('text.length', fits, true),
  ]);
}

/** Codes of an official list. */
export function CodeList(options: ListOptions & { list: readonly string[] }): PropertyDecorator {
  return listOf(options, { type: 'string', enum: [...options.list] }, [
    check('code.list', (value) => isText(value) && options.list.includes(value), true),
  ]);
}

function listOf({ min, max, ...options }: ListOptions, member: JsonSchema, checks: Check[]) {
  const fits = (value: unknown) => !Array.isArray(value) || (value.length >= min && value.length <= max);
  return declareField(options, member, [check('type.list', Array.isArray), check('list.length', fits), ...checks], {
    type: 'array',
    minItems: min,
    maxItems: max,
    items: member,
  });
}

export function Integer(options: FieldOptions & { min: number; max?: number }): PropertyDecorator {
  const max = options.max ?? Number.MAX_SAFE_INTEGER;
  return declareField(options, { type: 'integer', minimum: options.min, maximum: max }, [
    check('type.integer', Number.isSafeInteger),
    check('integer.range', (value) => typeof value !== 'number' || (value >= options.min && value <= max)),
  ]);
}

export function Nested(type: () => Class, options: FieldOptions): PropertyDecorator {
  return declareField(options, type, [check('type.object', isObject)]);
}

export function NestedList(type: () => Class, options: FieldOptions & { min: number; max: number }): PropertyDecorator {
  const fits = (value: unknown) =>
    !Array.isArray(value) || (value.length >= options.min && value.length <= options.max);
  return declareField(
    options,
    type,
    [check('type.list', Array.isArray), check('list.length', fits), check('type.object', isObject, true)],
    { type: 'array', minItems: options.min, maxItems: options.max },
  );
}
