import { UndecodableEvent } from '@satudata/inbox';
import { Fields } from './read-fields.js';

const record = new Fields({
  nik: '1809105705900001',
  status: 'resident',
  birthDate: '1990-05-17',
  events: 12,
  next: '9007199254740993',
  address: { village: '18.09.10.2004' },
  members: [{ nik: '1809105705900002' }],
});

describe('the fields of a record', () => {
  it('are read as what they are', () => {
    expect(record.text('nik')).toBe('1809105705900001');
    expect(record.oneOf('status', ['resident', 'deceased'])).toBe('resident');
    expect(record.date('birthDate')).toBe('1990-05-17');
    expect(record.count('events')).toBe(12);
    expect(record.offset('next')).toBe('9007199254740993');
    expect(record.inside('address').village('village')).toBe('18.09.10.2004');
    expect(record.list('members').map((member) => member.text('nik'))).toEqual(['1809105705900002']);
  });

  it.each<[string, () => unknown]>([
    ['record.name is not a text', () => record.text('name')],
    ['record.status is not one of departed', () => record.oneOf('status', ['departed'])],
    ['record.nik is not a date', () => record.date('nik')],
    ['record.nik is not a count', () => record.count('nik')],
    ['record.nik is not an instant', () => record.instant('nik')],
    ['record.status is not an offset', () => record.offset('status')],
    ['record.nik is not a village code', () => record.village('nik')],
    ['record.nik is not an object', () => record.inside('nik')],
    ['record.nik is not a list', () => record.list('nik')],
    ['record.members[0].relation is not a text', () => record.list('members').map((member) => member.text('relation'))],
    ['record is not an object', () => new Fields(null)],
  ])('that cannot be read are named, never quoted: %s', (sentence, read) => {
    expect(read).toThrow(new UndecodableEvent(sentence));
  });

  it.each([-1, 1.5, 2 ** 31, Number.NaN])('are no count when they are %d', (events) => {
    expect(() => new Fields({ events }).count('events')).toThrow('record.events is not a count');
  });
});
