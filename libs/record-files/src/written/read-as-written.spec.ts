import { PersonSubmission } from '@satudata/contracts';
import { aPerson } from '@satudata/testing';
import { readEntry } from '../read-entry.js';

/** What a person's field becomes, and what is told of it. */
function read(changes: object) {
  const plain: unknown = JSON.parse(JSON.stringify({ ...aPerson(), ...changes }));
  const result = readEntry({ read: () => ({ plain, warnings: [] }) }, PersonSubmission);
  return result.ok
    ? { submission: result.submission, rules: result.warnings.map(({ rule }) => rule) }
    : { rules: result.errors.map(({ pointer, rule }) => `${pointer} ${rule}`) };
}
const NIK = '1809101708900001';

describe('a date of birth', () => {
  it.each([
    ['17/08/1990', '1990-08-17', 'written.date'],
    ['17-08-1990', '1990-08-17', 'written.date'],
    ['17.8.1990', '1990-08-17', 'written.date'],
    ['3/2/1990', '1990-02-03', 'written.date'],
    ['17 Agustus 1990', '1990-08-17', 'written.date'],
    ['17-AGT-1990', '1990-08-17', 'written.date'],
    ['17-NOP-1990', '1990-11-17', 'written.date'],
    ['1990-08-17 00:00:00', '1990-08-17', 'written.date'],
    ['33102', '1990-08-17', 'written.serial'],
    [33102, '1990-08-17', 'written.serial'],
    ["'1990-08-17", '1990-08-17', 'written.apostrophe'],
  ])('written %p is %s, and that is told', (birthDate, day, rule) => {
    const { submission, rules } = read({ birthDate });
    expect([submission?.birthDate, rules]).toEqual([day, [rule]]);
  });

  it.each([
    '17/8/90',
    '08/17/1990',
    '31/02/1990',
    '1990',
    '1990-17-08',
    '17 Zulu 1990',
    '33102.5',
    9_999,
    '12/31/1990 ',
  ])('written %p is not guessed', (birthDate) =>
    expect(read({ birthDate }).rules).toEqual(['/birthDate date.calendar']),
  );
});

describe('a NIK', () => {
  it.each([
    ["'1809101708900001", 'written.apostrophe'],
    ['180910 170890 0001', 'written.grouped'],
    ['180910.170890.0001', 'written.grouped'],
    ['1809-1017-0890-0001', 'written.grouped'],
    [1809101708900001, 'written.number'],
  ])('written %p is read, and that is told', (nik, rule) => {
    const { submission, rules } = read({ nik });
    expect([submission?.nik, rules]).toEqual([NIK, [rule]]);
  });

  it.each(['1.80910E+15', '1,80910e+15', '2E15', 1809101708900010, 1.8091017089e15, 18091017089000012])(
    'that went through a spreadsheet as %p has lost digits, and is refused as such',
    (nik) => expect(read({ nik }).rules).toEqual(['/nik digits.lost']),
  );

  it.each(['18091017O8900001', '180910170890001', 180910170890001, true])('written %p is no NIK', (nik) =>
    expect(read({ nik }).rules).toEqual(['/nik nik.digits']),
  );

  it('as text that ends in 0 may be right', () => expect(read({ nik: '1809101708900010' }).rules).toEqual([]));
});

describe('codes', () => {
  it.each<[field: string, written: unknown, code: string, rule: string]>([
    ['sex', 'LAKI-LAKI', 'L', 'written.word'],
    ['sex', 'perempuan', 'P', 'written.word'],
    ['sex', 'PR', 'P', 'written.word'],
    ['sex', 'l', 'L', 'written.short'],
    ['sex', '2', 'P', 'written.word'],
    ['religion', 'Katolik', '3', 'written.word'],
    ['religion', 1, '1', 'written.number'],
    ['maritalStatus', 'BELUM  KAWIN', '1', 'written.word'],
    ['education', '05', '5', 'written.short'],
    ['education', 'SLTA/SEDERAJAT', '5', 'written.word'],
    ['bloodType', 'AB+', '9', 'written.word'],
    ['bloodType', 'tidak tahu', '13', 'written.word'],
    ['citizenship', 'WNI', '1', 'written.word'],
    ['relationToHead', 'ISTERI', '3', 'written.word'],
  ])('of %s written %p are read as %s, and that is told', (field, written, code, rule) => {
    const { submission, rules } = read({ [field]: written });
    expect([submission?.[field as 'sex'], rules]).toEqual([code, [rule]]);
  });

  it.each([
    ['sex', 'X'],
    ['religion', '9'],
    ['religion', 'JEDI'],
    ['bloodType', 'C'],
    ['sex', 'constructor'],
  ])('of %s that are no such thing (%p) stay refused', (field, written) =>
    expect(read({ [field]: written }).rules).toEqual([`/${field} code.list`]),
  );
});

describe('a place', () => {
  const at = (changes: object) => {
    const { residence } = aPerson();
    return read({ residence: { ...residence, address: { ...residence.address, ...changes } } });
  };

  it.each<[changes: object, address: object, rule: string]>([
    [{ village: '1809102004' }, { village: '18.09.10.2004' }, 'written.village'],
    [{ village: 1809102004 }, { village: '18.09.10.2004' }, 'written.village'],
    [{ rt: '3' }, { rt: '003' }, 'written.short'],
    [{ rw: 12 }, { rw: '012' }, 'written.short'],
  ])('written %j is read, and that is told', (changes, address, rule) => {
    const { submission, rules } = at(changes);
    expect(submission?.residence.address).toMatchObject(address);
    expect(rules).toEqual([rule]);
  });

  it('named in words is not guessed', () =>
    expect(at({ village: 'DESA HANURA' }).rules).toEqual(['/residence/address/village region.village']));
});

it('a record written right is left as it is, without a word', () => {
  const { submission, rules } = read({});
  expect(rules).toEqual([]);
  expect(JSON.parse(JSON.stringify(submission))).toEqual(aPerson());
});
