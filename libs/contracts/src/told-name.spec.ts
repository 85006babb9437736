import fc from 'fast-check';
import { toldName } from './told-name.js';

describe('a name that the sender chose', () => {
  it.each(['alamat', 'NO_KK', 'rt2', 'toString', '__proto__', '__proto__x', 'name[x]', '0', '1024'])(
    'and that looks like the name of a field is told: %s',
    (name) => expect(toldName(name)).toBe(name),
  );

  it.each([
    ['a NIK', '1809105708900001'],
    ['a NIK behind a word', 'nik1809105708900001'],
    ['a date of birth', '1990-08-17'],
    ['a full name', 'SITI REKAAN'],
    ['markup', '<b>'],
    ['a pointer', 'a/b~c'],
    ['a control character', 'a\u0000'],
    ['a lone surrogate', '\ud800'],
    ['far too long', 'x'.repeat(41)],
    ['empty', ''],
  ])('and that is %s is not told again', (_, name) => expect(toldName(name)).toBe('?'));

  it('never tells four digits that are not all of it, nor anything a JSON Pointer would have to escape', () => {
    fc.assert(
      fc.property(fc.string(), fc.stringMatching(/^\d{4,20}$/), fc.string(), (before, digits, after) => {
        const told = toldName(before + digits + after);
        expect(told === '?' || /^\d{4}$/.test(told)).toBe(true);
      }),
    );
    fc.assert(fc.property(fc.string(), (name) => !/[~/]/.test(toldName(name))));
  });
});
