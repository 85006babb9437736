import type { PersonSubmission } from '@satudata/contracts';
import { aPerson, livingIn } from '@satudata/testing';
import fc from 'fast-check';
import { personEvents } from './person.events.js';
import { decidePerson, type PersonState } from './person.rules.js';

const context = { now: new Date('2026-11-24T05:00:00Z'), today: '2026-11-24', newId: 'id' };
const DEATHS = ['2026-11-01', '2027-01-01', undefined];

/** Whatever an office may push about one person, right or wrong, old or new. */
const submissions: fc.Arbitrary<PersonSubmission> = fc
  .record(
    {
      name: fc.constantFrom('TOKOH REKAAN', 'TOKOH LAIN'),
      village: fc.constantFrom('18.09.10.2004', '18.09.10.2005'),
      status: fc.constantFrom<PersonSubmission['status'][]>(
        'resident',
        'departed',
        'deceased',
        'inactive',
        'in-transit',
      ),
      maritalStatus: fc.constantFrom('1', '2', '3', '4'),
      sourceVersion: fc.integer({ min: 1, max: 9 }),
      changedAt: fc.integer({ min: 1, max: 9 }).map((day) => `2026-11-0${day}T00:00:00Z`),
      death: fc.constantFrom(...DEATHS),
    },
    { requiredKeys: ['name', 'village', 'status', 'maritalStatus'] },
  )
  .map(({ village, death, ...fields }) => {
    const isDead = fields.status === 'deceased';
    const deathDate = isDead ? (death ?? '2026-11-01') : undefined;
    return aPerson({ ...fields, ...livingIn(village), ...(deathDate && { deathDate }) });
  });

interface Told {
  readonly state: PersonState | undefined;
  readonly events: ReturnType<typeof personEvents>[number][];
  readonly lastStored: PersonSubmission | undefined;
}

function push(told: Told, submission: PersonSubmission): Told {
  const { verdict, change, noted } = decidePerson(told.state, submission, context);
  const isStored = verdict.outcome === 'stored';
  expect(isStored).toBe(change !== undefined);
  expect(verdict.version).toBe(verdict.outcome === 'rejected' ? undefined : (change?.state ?? told.state)?.version);
  return {
    state: change?.state ?? noted ?? told.state,
    events: [...told.events, ...(change ? personEvents(change) : [])],
    lastStored: isStored ? submission : told.lastStored,
  };
}

const history = (pushed: readonly PersonSubmission[]) =>
  pushed.reduce(push, { state: undefined, events: [], lastStored: undefined });

const versionsOf = (events: Told['events'], entity: string) =>
  events.filter((event) => event.entity === entity).map(({ version }) => version);

const upTo = (last: number) => Array.from({ length: last }, (_, index) => index + 1);

describe('any history of pushed records', () => {
  it('leaves versions without a gap or a repeat, in both topics', () => {
    fc.assert(
      fc.property(fc.array(submissions, { maxLength: 25 }), (pushed) => {
        const { events, state } = history(pushed);
        expect(versionsOf(events, 'person')).toEqual(upTo(state?.version ?? 0));
        expect(versionsOf(events, 'person-status')).toEqual(upTo(state?.statusVersion ?? 0));
      }),
    );
  });

  it('leaves the registry, and the last event, with the last record that was stored', () => {
    fc.assert(
      fc.property(fc.array(submissions, { maxLength: 25 }), (pushed) => {
        const { events, state, lastStored } = history(pushed);
        const { sourceVersion: _v, changedAt: _t, ...elements } = { ...lastStored };
        expect(state?.record).toEqual(lastStored && { ...elements, id: 'id', formerNiks: [] });
        expect(events.findLast(({ entity }) => entity === 'person')?.record).toEqual(state?.record);
      }),
    );
  });

  it('never stores a lower version than one it has acknowledged', () => {
    fc.assert(
      fc.property(fc.array(submissions, { maxLength: 25 }), (pushed) => {
        let highest = 0;
        let told: Told = { state: undefined, events: [], lastStored: undefined };
        for (const submission of pushed) {
          const { outcome } = decidePerson(told.state, submission, context).verdict;
          if (outcome === 'stored' && submission.sourceVersion) {
            expect(submission.sourceVersion).toBeGreaterThan(highest);
          }
          if (outcome === 'stored' || outcome === 'unchanged')
            highest = Math.max(highest, submission.sourceVersion ?? 0);
          told = push(told, submission);
        }
      }),
    );
  });

  it('says the status of a person only when whether, where or under which NIK someone lives has changed', () => {
    fc.assert(
      fc.property(fc.array(submissions, { maxLength: 25 }), (pushed) => {
        const { events } = history(pushed);
        const told = events
          .filter(({ entity }) => entity === 'person-status')
          .map(({ record }) => JSON.stringify(record));
        expect(told.some((record, index) => record === told[index - 1])).toBe(false);
      }),
    );
  });
});
