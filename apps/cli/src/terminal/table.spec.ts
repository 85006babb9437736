import { renderTable } from './table.js';

describe('A table', () => {
  it('sets words to the left and numbers to the right, under headings of the same width', () => {
    const table = renderTable(
      ['Desa / village', 'Jiwa'],
      [
        ['Hanura', 3385],
        ['Cinta Mulya', 12],
      ],
    );
    expect(table.split('\n')).toEqual([
      'Desa / village  Jiwa',
      '--------------  ----',
      'Hanura          3385',
      'Cinta Mulya       12',
    ]);
  });

  it('tells what is not known from zero', () => {
    expect(
      renderTable(
        ['a', 'b'],
        [
          ['x', null],
          ['y', 0],
        ],
      )
        .split('\n')
        .slice(2),
    ).toEqual(['x  –', 'y  0']);
  });
});
