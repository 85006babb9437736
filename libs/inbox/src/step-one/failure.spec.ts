import { UndecodableEvent } from '@satudata/event-log';
import { PositionMoved } from '../position/position.js';
import { ChunkHung } from './deadline.js';
import { remedyFor } from './failure.js';

const database = (code: string) =>
  Object.assign(new Error('x'), { driverError: Object.assign(new Error('x'), { code }) });

describe('a chunk that could not be applied', () => {
  it.each([
    ['the server shuts down', database('57P01')],
    ['the server refuses connections', Object.assign(new Error('x'), { code: 'ECONNREFUSED' })],
    ['two transactions deadlock', database('40P01')],
    ['a statement takes too long', database('57014')],
    ['somebody else moved the position', new PositionMoved('x')],
  ])('is tried again when %s', (_what, error) => {
    expect(remedyFor(error, 0)).toEqual({ kind: 'again' });
  });

  it.each(['22021', '22P02', '23502', '23514', '54000'])(
    'is searched for the refused message on SQLSTATE %s',
    (code) => {
      expect(remedyFor(database(code), 0)).toEqual({
        kind: 'isolate',
        cause: { sentence: `the database refuses it (SQLSTATE ${code})` },
      });
    },
  );

  it('is searched when the same unique key still collides after ten tries', () => {
    expect(remedyFor(database('23505'), 9)).toEqual({ kind: 'again' });
    expect(remedyFor(database('23505'), 10)).toMatchObject({ kind: 'isolate' });
  });

  it.each([
    ['a value of another type than the code believes', new TypeError('x'), 'TypeError'],
    ['a number out of its range', new RangeError('x'), 'RangeError'],
    ['a text that cannot be parsed', new SyntaxError('"180101" is not valid JSON'), 'SyntaxError'],
  ])('is searched for the message that shows a bug on %s, and quotes nothing of it', (_what, error, name) => {
    expect(remedyFor(error, 0)).toEqual({
      kind: 'isolate',
      cause: { sentence: `folding it ended in ${name}`, bug: error },
    });
  });

  it('is searched for the message that only the fold finds to be undecodable, which is no bug', () => {
    const cause = { sentence: 'record.sex is not one of L, P' };
    expect(remedyFor(new UndecodableEvent(cause.sentence), 0)).toEqual({ kind: 'isolate', cause });
  });

  it.each([
    ['a missing table', database('42P01')],
    ['a missing right', database('42501')],
    ['an attempt that does not end', new ChunkHung(30_000)],
    ['an error of a kind that nobody knows', new Error('x')],
  ])('ends the process on %s: parking everything would hide it', (_what, error) => {
    expect(remedyFor(error, 0)).toEqual({ kind: 'give-up' });
  });
});
