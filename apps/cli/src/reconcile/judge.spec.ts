import type { Held, Pair, Said } from './facts.js';
import { judge } from './judge.js';

const said = (version: number, content = `c${version}`, more: Partial<Said> = {}): Said & { intact: boolean } => ({
  version,
  content,
  hash: `${version} ${content}`,
  deleted: false,
  intact: true,
  ...more,
});
const held = (version: number, content = `c${version}`): Held => ({ version, content });
const gone = (version: number) => said(version, 'gone', { deleted: true });

interface Places {
  readonly state: Held | null;
  readonly log: Pair['source']['log'];
  readonly record: Said | null;
  readonly history?: Pair['store']['history'];
  readonly parked?: boolean;
}

const verdict = ({ state, log, record, history = record, parked = false }: Places) =>
  judge({
    source: { id: 'p1', region: '18.09', state, log },
    store: { id: 'p1', region: '18.09', record, history, parked },
  });

describe('a record in three places', () => {
  it('is sound where all say the same', () => {
    expect(verdict({ state: held(2), log: said(2), record: said(2) })).toEqual({ kind: 'sound' });
  });

  it('is sound where all say that it is gone', () => {
    expect(verdict({ state: null, log: gone(3), record: gone(3) })).toEqual({ kind: 'sound' });
    expect(verdict({ state: null, log: null, record: null })).toEqual({ kind: 'sound' });
  });

  it.each<[string, Places, { differences: object[]; remedy: string; above: number }]>([
    [
      'the store lost it',
      { state: held(2), log: said(2), record: null },
      {
        differences: [{ place: 'store.record', kind: 'missing' }],
        remedy: 'state',
        above: 2,
      },
    ],
    [
      'the store has an older version',
      { state: held(2), log: said(2), record: said(1), history: said(2) },
      { differences: [{ place: 'store.record', kind: 'stale' }], remedy: 'state', above: 2 },
    ],
    [
      'the store has another content',
      { state: held(2), log: said(2), record: said(2, 'other'), history: said(2) },
      { differences: [{ place: 'store.record', kind: 'changed' }], remedy: 'state', above: 2 },
    ],
    [
      'only the log has it',
      { state: null, log: said(1), record: null },
      { differences: [{ place: 'source.log', kind: 'extra' }], remedy: 'removal', above: 1 },
    ],
  ])('is told by what two of them say: %s', (_what, places, { differences, remedy, above }) => {
    expect(verdict(places)).toEqual({ kind: 'damaged', differences, remedy, above });
  });

  it.each<[string, Places, string, string, string]>([
    ['its own row is gone', { state: null, log: said(2), record: said(2) }, 'source.state', 'missing', 'log'],
    ['its own row is older', { state: held(1), log: said(2), record: said(2) }, 'source.state', 'stale', 'log'],
    ['its own row is other', { state: held(2, 'x'), log: said(2), record: said(2) }, 'source.state', 'changed', 'log'],
    ['only its own row is there', { state: held(1), log: null, record: null }, 'source.state', 'extra', 'removal'],
    ['its change is gone', { state: held(2), log: said(1), record: said(2) }, 'source.log', 'stale', 'state'],
    ['all changes are gone', { state: held(2), log: null, record: said(2) }, 'source.log', 'missing', 'state'],
    ['its change is other', { state: held(2), log: said(2, 'x'), record: said(2) }, 'source.log', 'changed', 'state'],
    ['only the store has it', { state: null, log: null, record: said(4) }, 'store.record', 'extra', 'removal'],
  ])('is said again from the place that is right: %s', (_what, places, place, kind, remedy) => {
    expect(verdict(places)).toMatchObject({ kind: 'damaged', remedy, differences: [{ place, kind }] });
  });

  it('is damaged where the store does not know that it is gone', () => {
    expect(verdict({ state: null, log: gone(3), record: null })).toMatchObject({
      differences: [{ place: 'store.record', kind: 'missing' }],
      remedy: 'removal',
      above: 3,
    });
  });

  it('is above every version that any place has', () => {
    expect(verdict({ state: held(2), log: said(2), record: said(9, 'x') })).toMatchObject({
      above: 9,
      remedy: 'state',
    });
  });

  it('is the own row where all three differ, and for people where that is missing', () => {
    expect(verdict({ state: held(3), log: said(2), record: said(1) })).toMatchObject({ remedy: 'state' });
    expect(verdict({ state: null, log: said(2), record: said(1) })).toMatchObject({
      remedy: 'people',
      differences: [{ kind: 'contradiction' }],
    });
  });

  it('is damaged where only what was said around the record differs', () => {
    const other = said(2, 'c2', { hash: 'other' });
    expect(verdict({ state: held(2), log: said(2), record: other })).toMatchObject({
      differences: [{ place: 'store.record', kind: 'changed' }],
      remedy: 'state',
    });
    expect(verdict({ state: held(2), log: { ...other, intact: false }, record: said(2) })).toMatchObject({
      differences: [{ place: 'source.log', kind: 'changed' }],
    });
  });

  it.each<[string, Places['history'], string]>([
    ['lacks the newest version', said(1), 'missing'],
    ['lacks the record', null, 'missing'],
    ['says something else', said(2, 'x'), 'changed'],
    ['has a version that nobody said', said(7), 'extra'],
  ])('is damaged where the history %s', (_what, history, kind) => {
    expect(verdict({ state: held(2), log: said(2), record: said(2), history })).toMatchObject({
      differences: [{ place: 'store.history', kind }],
      remedy: 'state',
    });
  });

  it('is left to people while the store has parked an event of it', () => {
    expect(verdict({ state: held(2), log: said(2), record: said(1), history: said(1), parked: true })).toMatchObject({
      differences: [{ kind: 'parked' }],
      remedy: 'people',
    });
  });
});
