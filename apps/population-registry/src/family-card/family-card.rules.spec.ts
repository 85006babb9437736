import type { FamilyCardSubmission } from '@satudata/contracts';
import { aFamilyCard, exampleNik } from '@satudata/testing';
import { decideFamilyCard, type FamilyCardState } from './family-card.rules.js';

const context = { now: new Date('2026-11-24T05:00:00Z'), today: '2026-11-24', newId: 'new-id' };
const [father, child, mother] = [exampleNik(0), exampleNik(1), exampleNik(2)];
const headedBy = (head: string, ...others: string[]): Partial<FamilyCardSubmission> => ({
  head,
  members: [{ nik: head, relation: '1' }, ...others.map((nik) => ({ nik, relation: '4' }))],
});

function given(...earlier: Partial<FamilyCardSubmission>[]) {
  const held = earlier.reduce<FamilyCardState | undefined>((state, changes) => {
    const { change, noted } = decideFamilyCard(state, aFamilyCard(changes), context);
    return change?.state ?? noted ?? state;
  }, undefined);
  return { when: (changes: Partial<FamilyCardSubmission>) => decideFamilyCard(held, aFamilyCard(changes), context) };
}

describe('a family card', () => {
  it('is issued as version 1 at first sight', () => {
    const { verdict, change } = given().when({ sourceVersion: 4 });
    expect(verdict).toEqual({ outcome: 'stored', id: 'new-id', version: 1, errors: [], warnings: [] });
    expect(change).toMatchObject({ type: 'family-card.issued', at: '2026-11-24T05:00:00.000Z' });
    expect(change?.state.record).toEqual({ ...aFamilyCard(), id: 'new-id' });
  });

  it('is unchanged when the same is said again', () => {
    expect(given({}).when({})).toEqual({
      verdict: { outcome: 'unchanged', id: 'new-id', version: 1, errors: [], warnings: [] },
    });
  });

  it.each<[type: string, before: Partial<FamilyCardSubmission>, after: Partial<FamilyCardSubmission>]>([
    ['family-card.closed', {}, { status: 'closed' }],
    ['family-card.recorded', { status: 'closed' }, { sourceVersion: 1 }],
    ['family-card.head-changed', headedBy(father, mother), headedBy(mother)],
    ['family-card.member-joined', headedBy(father), headedBy(father, child)],
    ['family-card.member-joined', headedBy(father, child), headedBy(father, mother)],
    ['family-card.member-left', headedBy(father, child), headedBy(father)],
    ['family-card.address-changed', {}, { address: { street: 'JL. LAIN', village: '18.09.10.2004' } }],
    ['family-card.recorded', {}, { issuedOn: '2020-02-01' }],
  ])('%s: %j becomes %j', (type, before, after) => {
    const { verdict, change } = given(before).when(after);
    expect(verdict).toMatchObject({ outcome: 'stored', version: 2 });
    expect(change?.type).toBe(type);
  });

  it.each<[rule: string, held: Partial<FamilyCardSubmission>, sent: Partial<FamilyCardSubmission>]>([
    ['version.older', { sourceVersion: 5 }, { sourceVersion: 4, status: 'closed' }],
    ['version.reused', { sourceVersion: 5 }, { sourceVersion: 5, status: 'closed' }],
    [
      'changed-at.older',
      { changedAt: '2026-01-02T00:00:00Z' },
      { changedAt: '2026-01-01T00:00:00Z', status: 'closed' },
    ],
    ['card.no-reopening', { status: 'closed' }, {}],
  ])('is stale by %s', (rule, held, sent) => {
    const { verdict, change } = given(held).when(sent);
    expect(verdict).toMatchObject({ outcome: 'stale', version: 1, errors: [{ rule }] });
    expect(change).toBeUndefined();
  });

  it('is stale by an older version after a newer one repeated the card', () => {
    const { verdict } = given({ sourceVersion: 1 }, { sourceVersion: 3 }).when({ sourceVersion: 2, status: 'closed' });
    expect(verdict.outcome).toBe('stale');
  });

  it.each<[rule: string, pointer: string, changes: Partial<FamilyCardSubmission>]>([
    ['date.future', '/issuedOn', { issuedOn: '2026-11-25' }],
    ['date.future', '/changedAt', { changedAt: '2026-11-25T00:00:00+07:00' }],
    ['card.head-count', '/members', { members: [{ nik: father, relation: '4' }] }],
    ['card.head-differs', '/head', { head: mother }],
    ['card.member-twice', '/members/2/nik', headedBy(father, child, child)],
  ])('is refused by %s at %s', (rule, pointer, changes) =>
    expect(given().when(changes).verdict).toEqual({ outcome: 'rejected', errors: [{ pointer, rule }], warnings: [] }),
  );

  it('with two heads is refused, unless it is closed', () => {
    const members = [father, mother].map((nik) => ({ nik, relation: '1' }));
    expect(given().when({ members }).verdict.errors).toEqual([{ pointer: '/members', rule: 'card.head-count' }]);
    expect(given().when({ members, status: 'closed' }).verdict.outcome).toBe('stored');
  });
});
