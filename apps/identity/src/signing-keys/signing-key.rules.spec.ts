import type { PlannedKey } from './signing-key.js';
import { PUBLISHED_AHEAD_MS, publishedAt, signingAt, stateOf, waitingAt } from './signing-key.rules.js';

const at = (time: string) => new Date(`2026-11-24T${time}Z`);
const key = (kid: string, from: string, withdrawn?: string): PlannedKey => ({
  kid,
  signsFrom: at(from),
  withdrawnAt: withdrawn === undefined ? null : at(withdrawn),
});
const published = (keys: readonly PlannedKey[], time: string) => publishedAt(keys, at(time)).map(({ kid }) => kid);

describe('a key that another follows at 10:00', () => {
  const keys = [key('old', '08:00:00'), key('new', '10:00:00')];

  it.each([
    ['09:50:00', 'old', ['new', 'old']],
    ['09:59:59', 'old', ['new', 'old']],
    ['10:00:00', 'new', ['new', 'old']],
    ['10:05:59', 'new', ['new', 'old']],
    ['10:06:00', 'new', ['new']],
    ['23:00:00', 'new', ['new']],
  ])('at %s: %s signs, %j are published', (time, signs, shown) => {
    expect(signingAt(keys, at(time))?.kid).toBe(signs);
    expect(published(keys, time)).toEqual(shown);
  });

  it.each([
    ['09:59:59', 'signing', 'waiting'],
    ['10:00:00', 'leaving', 'signing'],
    ['10:06:00', 'over', 'signing'],
  ])('at %s is %s, and the other %s', (time, old, next) => {
    expect(keys.map((one) => stateOf(one, keys, at(time)))).toEqual([old, next]);
  });

  it('is followed whatever the order in which they are read', () => {
    expect(published([...keys].reverse(), '10:00:00')).toEqual(['new', 'old']);
  });
});

describe('a key that was withdrawn', () => {
  it('while it signed is published no more, and brings back none that was over', () => {
    const leaked = key('leaked', '08:00:00', '10:00:00');
    const keys = [key('first', '06:00:00'), leaked, key('new', '10:00:00')];
    expect(published(keys, '09:59:59')).toEqual(['new', 'leaked']);
    expect(published(keys, '10:00:00')).toEqual(['new']);
    expect(stateOf(leaked, keys, at('10:00:00'))).toBe('withdrawn');
  });

  it('before its time leaves the one that signs where it is', () => {
    const keys = [key('old', '08:00:00'), key('next', '10:00:00', '09:55:00')];
    expect(waitingAt(keys, at('09:54:59'))?.kid).toBe('next');
    expect(waitingAt(keys, at('09:55:00'))).toBeUndefined();
    expect(published(keys, '11:00:00')).toEqual(['old']);
    expect(signingAt(keys, at('11:00:00'))?.kid).toBe('old');
  });

  it('without a follower leaves none that signs, rather than one that was over', () => {
    const keys = [key('first', '06:00:00'), key('leaked', '08:00:00', '10:00:00')];
    expect(signingAt(keys, at('10:00:00'))).toBeUndefined();
  });
});

describe('keys that start at the same moment', () => {
  it('are told apart by their names, alike at every instance', () => {
    const keys = [key('a', '08:00:00'), key('b', '08:00:00')];
    expect(signingAt(keys, at('08:00:00'))?.kid).toBe('b');
    expect(signingAt([...keys].reverse(), at('08:00:00'))?.kid).toBe('b');
  });
});

it('A key is published for longer than services keep the keys they know', () => {
  expect(PUBLISHED_AHEAD_MS).toBeGreaterThan(300_000);
});
