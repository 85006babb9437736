import type { PersonSubmission } from '@satudata/contracts';
import { aPerson, EXAMPLE_VILLAGES } from '@satudata/testing';
import { personWarnings } from './person.warnings.js';

const rulesOf = (changes: Partial<PersonSubmission>) => personWarnings(aPerson(changes)).map(({ rule }) => rule);
const livingAt = (rt: string, rw: string) => ({
  residence: { address: { street: 'JL. CONTOH', rt, rw, village: EXAMPLE_VILLAGES.hanura }, since: '2000-01-01' },
});

describe('a person whose papers agree', () => {
  it.each<[who: string, changes: Partial<PersonSubmission>]>([
    ['a man', { nik: '1809101708900001', birthDate: '1990-08-17' }],
    ['a woman, whose day is written + 40', { nik: '1809105708900001', birthDate: '1990-08-17', sex: 'P' }],
    ['a woman born on 29 February 2000', { nik: '1807206902000003', birthDate: '2000-02-29', sex: 'P' }],
    ['a centenarian, since the NIK has no century', { nik: '1809101708200001', birthDate: '1920-08-17' }],
    ['a child of the same two digits', { nik: '1809101708200001', birthDate: '2020-08-17' }],
    [
      'somebody of Pringsewu from before its split from Tanggamus',
      { nik: '1806051708900001', birthDate: '1990-08-17' },
    ],
    ['somebody of Pringsewu from after the split', { nik: '1810011708900001', birthDate: '1990-08-17' }],
    ['somebody first registered in another province', { nik: '3171011708900001', birthDate: '1990-08-17' }],
  ])('%s: no warning', (_, changes) => expect(rulesOf(changes)).toEqual([]));
});

describe('what is odd but lawful is stored and told', () => {
  it.each<[rule: string, changes: Partial<PersonSubmission>]>([
    ['nik.serial-zero', { nik: '1809101708900000', birthDate: '1990-08-17' }],
    ['nik.temporary', { nik: '0180910200400001' }],
    ['nik.birth-date', { nik: '1809101708900001', birthDate: '1990-08-18' }],
    ['nik.birth-date', { nik: '1809101708900001', birthDate: '1990-09-17' }],
    ['nik.birth-date', { nik: '1809101708900001', birthDate: '1991-08-17' }],
    ['nik.sex', { nik: '1809101708900001', birthDate: '1990-08-17', sex: 'P' }],
    ['nik.sex', { nik: '1809105708900001', birthDate: '1990-08-17', sex: 'L' }],
    ['nik.region', { nik: '1899991708900001', birthDate: '1990-08-17' }],
    ['name.one-word', { name: 'SUKARNO' }],
    ['address.rt-zero', livingAt('000', '001')],
    ['address.rt-zero', livingAt('001', '000')],
  ])('%s: %j', (rule, changes) => expect(rulesOf(changes)).toEqual([rule]));

  it('a temporary NIK is judged no further: its middle digits are no date', () => {
    expect(rulesOf({ nik: '0180910200400000', birthDate: '1950-01-01', sex: 'P' })).toEqual(['nik.temporary']);
  });
});
