import type { PersonSubmission } from '@satudata/contracts';
import { aPerson, EXAMPLE_VILLAGES, livingIn } from '@satudata/testing';
import { changeBetween, decidePerson, type PersonState } from './person.rules.js';

const NOW = new Date('2026-11-24T05:00:00Z');
const context = { now: NOW, today: '2026-11-24', newId: 'new-id' };
const dead: Partial<PersonSubmission> = { status: 'deceased', deathDate: '2026-11-01' };

/** A registry that holds what these submissions left, and what one more does to it. */
function given(...earlier: Partial<PersonSubmission>[]) {
  const held = earlier.reduce<PersonState | undefined>((state, changes) => {
    const { change, noted } = decidePerson(state, aPerson(changes), context);
    return change?.state ?? noted ?? state;
  }, undefined);
  return { held, when: (changes: Partial<PersonSubmission>) => decidePerson(held, aPerson(changes), context) };
}

describe('a person seen for the first time', () => {
  it('is recorded as version 1 under a new opaque id, with the sender’s own version left out of the record', () => {
    const { verdict, change } = given().when({ sourceVersion: 7, changedAt: '2026-01-01T00:00:00+07:00' });
    expect(verdict).toEqual({ outcome: 'stored', id: 'new-id', version: 1, errors: [], warnings: [] });
    expect(change).toMatchObject({ type: 'person.recorded', statusChanged: true, at: '2025-12-31T17:00:00.000Z' });
    expect(change?.state).toMatchObject({ version: 1, statusVersion: 1, declared: { sourceVersion: 7 } });
    expect(change?.state.record).toEqual({ ...aPerson(), id: 'new-id', formerNiks: [] });
  });

  it('is dated by the time of recording when the sender gives none', () => {
    expect(given().when({}).change?.at).toBe(NOW.toISOString());
  });
});

describe('a person the registry holds', () => {
  it('is unchanged when the same is said again, whatever the order of the fields', () => {
    const backwards = Object.fromEntries(Object.entries(aPerson()).reverse()) as unknown as PersonSubmission;
    const { held } = given({});
    expect(decidePerson(held, backwards, context)).toEqual({
      verdict: { outcome: 'unchanged', id: 'new-id', version: 1, errors: [], warnings: [] },
    });
  });

  it.each<[type: string, before: Partial<PersonSubmission>, after: Partial<PersonSubmission>, statusChanged: boolean]>([
    ['person.died', {}, dead, true],
    ['person.departed', {}, { status: 'in-transit' }, true],
    ['person.departed', {}, { status: 'departed' }, true],
    ['person.arrived', { status: 'in-transit' }, { sourceVersion: 1 }, true],
    ['person.arrived', { status: 'departed' }, { sourceVersion: 1 }, true],
    ['person.inactivated', {}, { status: 'inactive' }, true],
    ['person.corrected', dead, { sourceVersion: 1 }, true],
    ['person.moved', {}, livingIn('18.09.10.2005', '2026-11-01'), true],
    ['person.moved', {}, livingIn('18.09.10.2005'), true],
    ['person.renamed', {}, { name: 'TOKOH REKAAN BARU' }, false],
    ['person.married', {}, { maritalStatus: '2' }, false],
    ['person.divorced', {}, { maritalStatus: '3' }, false],
    ['person.corrected', {}, { maritalStatus: '4' }, false],
    ['person.corrected', {}, { religion: '3' }, false],
    ['person.corrected', {}, livingIn(EXAMPLE_VILLAGES.hanura, '1990-09-02'), true],
  ])('%s: %j becomes %j', (type, before, after, statusChanged) => {
    const { verdict, change } = given(before).when(after);
    expect(verdict).toMatchObject({ outcome: 'stored', id: 'new-id', version: 2 });
    expect(change).toMatchObject({ type, statusChanged });
    expect(change?.state).toMatchObject({ version: 2, statusVersion: statusChanged ? 2 : 1 });
  });

  it('changes by the weightiest of several differences', () => {
    const { held } = given({});
    const after = { ...held!.record, name: 'NAMA LAIN', maritalStatus: '2', status: 'deceased' as const };
    expect(changeBetween(held!.record, after)).toBe('person.died');
    expect(changeBetween(held!.record, { ...after, status: 'resident' })).toBe('person.renamed');
  });

  it('loses a field that the sender no longer sends', () => {
    const { change } = given({ bloodType: '1' }).when({});
    expect(change?.state.record).not.toHaveProperty('bloodType');
  });
});

describe('an old file', () => {
  it.each<[rule: string, held: Partial<PersonSubmission>, sent: Partial<PersonSubmission>]>([
    ['version.older', { sourceVersion: 5 }, { sourceVersion: 4, name: 'LAMA' }],
    ['version.reused', { sourceVersion: 5 }, { sourceVersion: 5, name: 'LAIN' }],
    ['changed-at.older', { changedAt: '2026-01-02T00:00:00Z' }, { changedAt: '2026-01-01T23:59:59Z', name: 'LAMA' }],
    [
      'changed-at.older',
      { changedAt: '2026-01-02T00:00:00Z' },
      { changedAt: '2026-01-02T06:00:00+07:00', name: 'LAMA' },
    ],
  ])('is stale by %s and changes nothing', (rule, held, sent) => {
    const { verdict, change, noted } = given(held).when(sent);
    expect(verdict).toMatchObject({ outcome: 'stale', version: 1, errors: [{ rule }] });
    expect([change, noted]).toEqual([undefined, undefined]);
  });

  it('is news when its version is newer, even if its time is older', () => {
    const sent = { sourceVersion: 2, changedAt: '2025-01-01T00:00:00Z', name: 'BARU' };
    expect(given({ sourceVersion: 1, changedAt: '2026-01-01T00:00:00Z' }).when(sent).verdict.outcome).toBe('stored');
  });

  it('cannot pass for news after a newer version repeated the record', () => {
    const { verdict } = given({ sourceVersion: 1 }, { sourceVersion: 3 }).when({ sourceVersion: 2, name: 'LAMA' });
    expect(verdict).toMatchObject({ outcome: 'stale', errors: [{ rule: 'version.older' }] });
  });

  it('does not age the record by repeating it', () => {
    const { verdict } = given({ sourceVersion: 3 }, { sourceVersion: 1 }).when({ sourceVersion: 2, name: 'LAMA' });
    expect(verdict.outcome).toBe('stale');
  });

  it.each<[held: Partial<PersonSubmission>, sent: Partial<PersonSubmission>]>([
    [dead, {}],
    [dead, { status: 'in-transit' }],
    [dead, { status: 'departed' }],
    [{ status: 'departed' }, {}],
    [{ status: 'in-transit' }, {}],
    [{ status: 'inactive' }, {}],
  ])('that declares neither version nor time never turns %j into %j', (held, sent) => {
    const { verdict, change } = given(held).when(sent);
    expect(verdict).toMatchObject({ outcome: 'stale', errors: [{ pointer: '/status', rule: 'status.no-revival' }] });
    expect(change).toBeUndefined();
  });

  it.each([{ sourceVersion: 1 }, { changedAt: '2026-11-20T00:00:00Z' }])(
    'that declares %j may correct a death',
    (sent) => expect(given(dead).when(sent).verdict.outcome).toBe('stored'),
  );

  it.each([dead, { status: 'inactive' as const }])('may say at any time that a departed person is now %j', (sent) =>
    expect(given({ status: 'departed' }).when(sent).verdict.outcome).toBe('stored'),
  );
});

describe('a person that breaks a rule', () => {
  it.each<[rule: string, pointer: string, changes: Partial<PersonSubmission>]>([
    ['death.date-missing', '/deathDate', { status: 'deceased' }],
    ['death.status', '/deathDate', { deathDate: '2026-11-01' }],
    ['date.before-birth', '/deathDate', { status: 'deceased', deathDate: '1990-07-31' }],
    ['date.future', '/deathDate', { status: 'deceased', deathDate: '2026-11-25' }],
    ['date.future', '/birthDate', { birthDate: '2026-11-25' }],
    ['date.future', '/residence/since', livingIn(EXAMPLE_VILLAGES.hanura, '2026-11-25')],
    ['date.future', '/changedAt', { changedAt: '2026-11-24T17:00:00Z' }],
    ['date.future', '/changedAt', { changedAt: '9999-12-31T23:59:59-14:00' }],
  ])('%s at %s is refused', (rule, pointer, changes) => {
    const { verdict, change } = given({}).when(changes);
    expect(verdict).toEqual({ outcome: 'rejected', errors: [{ pointer, rule }], warnings: [] });
    expect(change).toBeUndefined();
  });

  it('is told all its faults at once', () => {
    const { verdict } = given().when({ birthDate: '2026-12-01', deathDate: '2026-11-30' });
    expect(verdict.errors.map(({ rule }) => rule)).toEqual([
      'date.future',
      'death.status',
      'date.future',
      'date.before-birth',
    ]);
  });

  it('may be born, move and die today', () => {
    const today = '2026-11-24';
    const changes = { ...livingIn(EXAMPLE_VILLAGES.hanura, today), birthDate: today, deathDate: today };
    expect(given().when({ ...changes, status: 'deceased' }).verdict.outcome).toBe('stored');
  });
});
