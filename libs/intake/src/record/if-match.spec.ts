import { checkVersion, etagOf, parseIfMatch } from './if-match.js';

const passes = (header: string | undefined, held: number | undefined) => !checkVersion(parseIfMatch(header), held);

describe('If-Match', () => {
  it.each([
    [undefined, 3, true],
    [undefined, undefined, true],
    ['"3"', 3, true],
    ['"2"', 3, false],
    ['"3"', undefined, false],
    ['"1", "3"', 3, true],
    ['*', 3, true],
    ['*', undefined, false],
    ['W/"3"', 3, false],
  ])('%s, while version %s is held: goes on is %s', (header, held, goesOn) =>
    expect(passes(header, held)).toBe(goesOn),
  );

  it.each(['3', '', '"3', '"3" "4"', '"3",*'])('of %j is refused as a header', (header) =>
    expect(() => parseIfMatch(header)).toThrow('invalid-header'),
  );

  it('is met by the ETag of the last answer', () => {
    expect(passes(etagOf(12), 12)).toBe(true);
  });
});
