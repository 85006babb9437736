import { hasPossibleBirthDate, hasPossibleRecordingDate, isSixteenDigits } from './nik.js';

describe('a NIK', () => {
  it.each([
    ['of a woman born 17-08-1990, day + 40', '1809105708900001'],
    ['of a man born the same day', '1809101708900001'],
    ['of a woman born on 29-02-2000', '1807206902000003'],
    ['with serial 0000, as spreadsheets leave it', '1809101708900000'],
    ['of somebody first registered in another province', '3201011708900001'],
    ['born on the 31st', '1809103101900001'],
    ['of a woman born on the 31st', '1809107112900001'],
    ['born 29-02-04', '1809102902040001'],
  ])('%s is possible', (_, nik) => {
    expect(isSixteenDigits(nik)).toBe(true);
    expect(hasPossibleBirthDate(nik)).toBe(true);
  });

  it.each([
    ['29-02 of a year not divisible by 4', '1809102902010001'],
    ['29-02 of such a year, for a woman', '1809106902010001'],
    ['30-02', '1809103002000001'],
    ['31-04', '1809103104900001'],
    ['day 00', '1809100008900001'],
    ['day 32', '1809103208900001'],
    ['day 40, which is 0 for a woman', '1809104008900001'],
    ['day 72', '1809107208900001'],
    ['day 81, twice 40', '1809108108900001'],
    ['month 00', '1809101700900001'],
    ['month 13', '1809101713900001'],
  ])('with %s is impossible', (_, nik) => {
    expect(hasPossibleBirthDate(nik)).toBe(false);
  });

  it('that starts with 0 is a temporary identifier, whose middle digits are no date', () => {
    expect(hasPossibleBirthDate('0180910200499999')).toBe(true);
  });

  it.each(['180910570890001', '18091057089000012', '1809105708900O01', ' 809105708900001', '１809105708900001', ''])(
    '"%s" has not 16 digits',
    (text) => expect(isSixteenDigits(text)).toBe(false),
  );

  it('is text: as number it has lost its digits already', () => {
    expect(isSixteenDigits(1809105708900001)).toBe(false);
  });

  it('of the wrong length is told about its digits, not about its date', () => {
    expect(hasPossibleBirthDate('180910')).toBe(true);
  });
});

describe('a KK number', () => {
  it.each(['1809101701200001', '1809103112200001', '1809102902200001'])('%s holds a day of recording', (kk) => {
    expect(hasPossibleRecordingDate(kk)).toBe(true);
  });

  it.each([41, 50, 71])('with day %d is the NIK of a woman in the wrong column', (day) => {
    const number = `180910${day}01200001`;
    expect(hasPossibleBirthDate(number)).toBe(true);
    expect(hasPossibleRecordingDate(number)).toBe(false);
  });

  it.each(['1809100001200001', '1809103201200001', '1809103002200001', '1809101713200001'])(
    '%s holds no day of the calendar',
    (kk) => expect(hasPossibleRecordingDate(kk)).toBe(false),
  );

  it('that starts with 0 is temporary, whatever its day', () => {
    expect(hasPossibleRecordingDate('0809105701200001')).toBe(true);
  });
});
