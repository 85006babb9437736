import fc from 'fast-check';
import { isCleanText, isPersonName } from './text.js';

describe('clean text', () => {
  it.each([
    ['an emoji', 'JL. MAWAR 🌾 NO. 1'],
    ['a tab and a line break', 'RT 1\tRW 2\nBAWAH'],
    ['a line break of Windows', 'JL. MAWAR\r\nNO. 1'],
    ['letters of another script', 'ꦗꦺꦴꦒ'],
    ['a blank that does not break, the first after C1', 'JL.\u00a0MAWAR'],
    ['nothing at all', ''],
  ])('may hold %s', (_, text) => expect(isCleanText(text)).toBe(true));

  it.each([
    ['NUL', 'JL.\u0000MAWAR'],
    ['a bell', 'JL.\u0007MAWAR'],
    ['an escape', 'JL.\u001b[31mMAWAR'],
    ['DEL', 'JL.\u007fMAWAR'],
    ['the first of C1', 'JL.\u0080MAWAR'],
    ['an escape of one character', 'JL.\u009b31mMAWAR'],
    ['a lone high surrogate', 'JL.\ud83c'],
    ['a lone low surrogate', '\udf3eJL.'],
    ['surrogates in the wrong order', '\udf3e\ud83c'],
  ])('never holds %s', (_, text) => expect(isCleanText(text)).toBe(false));

  it('survives the way through UTF-8 unchanged', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        fc.pre(isCleanText(text));
        expect(Buffer.from(text, 'utf8').toString('utf8')).toBe(text);
      }),
    );
  });
});

describe('the name of a person', () => {
  it.each(['SUKARNO', "MA'RUF AMIN", 'SITI NURBAYA, S.H.', 'ANNE-MARIE', 'JOSÉ', 'A', 'x'.repeat(60)])(
    '"%s" is lawful',
    (name) => expect(isPersonName(name)).toBe(true),
  );

  it.each([
    ['digits', 'BUDI 2'],
    ['no letters', "'-."],
    ['a blank in front', ' BUDI'],
    ['61 letters', 'x'.repeat(61)],
    ['nothing', ''],
    ['an emoji', 'BUDI 🌾'],
    ['a slash', 'BUDI/AMIN'],
    ['a tab', 'BUDI\tAMIN'],
    ['a line break', 'BUDI\nAMIN'],
    ['NUL', 'BUDI\u0000'],
    ['markup', '<b>BUDI</b>'],
  ])('with %s is refused', (_, name) => expect(isPersonName(name)).toBe(false));
});
