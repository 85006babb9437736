import type { PersonSubmission } from '@satudata/contracts';
import { aPerson, livingIn } from '@satudata/testing';

export const CANARIES = 200;
export const HANURA = '18.09.10.2004';

/** What every canary bears and nobody else: no region ever had these six digits, and nobody is called so. */
const MARKS = ['189998010190', 'KENARI', 'GELATIK'];

export const canaryNik = (number: number): string => `189998010190${String(number).padStart(4, '0')}`;

/** A lawful resident of Hanura whose number, names and street would be known again anywhere. */
export function canary(number: number, changes: object = {}): PersonSubmission {
  const person = livingIn(HANURA);
  return {
    ...aPerson(),
    ...person,
    nik: canaryNik(number),
    name: `KENARI ${lettersOf(number)}`,
    motherName: `GELATIK ${lettersOf(number)}`,
    birthDate: '1990-01-01',
    residence: { ...person.residence, address: { ...person.residence.address, street: `JL. KENARI ${number}` } },
    ...changes,
  };
}

const lettersOf = (number: number): string => [...String(number)].map((digit) => 'ABCDEFGHIJ'[Number(digit)]).join('');

type Form = (text: string) => string;

/** How a text may be written where it should not be. */
export const FORMS: Readonly<Record<string, Form>> = {
  plain: (text) => text,
  'small letters': (text) => text.toLowerCase(),
  base64: (text) => Buffer.from(text).toString('base64'),
  'base64 behind one byte': (text) => Buffer.from(`.${text}`).toString('base64'),
  'base64 behind two bytes': (text) => Buffer.from(`..${text}`).toString('base64url'),
  URL: (text) => [...Buffer.from(text)].map((byte) => `%${byte.toString(16)}`).join(''),
  hex: (text) => Buffer.from(text).toString('hex'),
};

/** The marks that a text shows, whatever stands around them, each with the form in which it does. */
export function canariesIn(text: string): string[] {
  const small = text.toLowerCase();
  return NEEDLES.filter(({ needle, anyCase }) => (anyCase ? small : text).includes(needle)).map(({ name }) => name);
}

interface Needle {
  readonly name: string;
  readonly needle: string;
  readonly anyCase: boolean;
}

const NEEDLES: readonly Needle[] = MARKS.flatMap((mark) => [
  { name: `${mark} plain`, needle: mark.toLowerCase(), anyCase: true },
  { name: `${mark} URL`, needle: FORMS['URL']?.(mark).toLowerCase() ?? '', anyCase: true },
  { name: `${mark} hex`, needle: FORMS['hex']?.(mark) ?? '', anyCase: true },
  ...[0, 1, 2].map((before) => ({ name: `${mark} base64`, needle: inBase64(mark, before), anyCase: false })),
]);

/** The letters of base64 that depend on the mark alone when `before` bytes stand in front of it. */
function inBase64(mark: string, before: number): string {
  const whole = Buffer.from(' '.repeat(before) + mark).toString('base64url');
  return whole.slice(Math.ceil((before * 8) / 6), Math.floor(((before + mark.length) * 8) / 6));
}
