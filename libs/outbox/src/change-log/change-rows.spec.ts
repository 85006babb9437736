import { decodeEvent } from '@satudata/event-log';
import { changeRows, type ChangeRow } from './change-rows.js';
import type { BusinessChange, SourceEvent } from './source-event.js';

const event = (entity: string, entityId: string, changes: Partial<SourceEvent> = {}): SourceEvent => ({
  entity,
  entityId,
  version: 1,
  type: `${entity}.recorded`,
  at: '2026-11-23T17:00:00.000Z',
  record: { id: entityId, name: 'REKAAN' },
  region: '18.09',
  ...changes,
});
const death: BusinessChange = [event('person', 'p1'), event('person-status', 'p1'), event('family-card', 'k1')];
const birth: BusinessChange = [event('person', 'p2')];

function rows(changes: readonly BusinessChange[], context: { batch?: string; traceparent?: string } = {}): ChangeRow[] {
  let count = 0;
  const newId = () => `id-${(count += 1)}`;
  return changeRows(
    'population-registry',
    changes,
    { recordedAt: new Date('2026-11-24T01:02:03.004Z'), ...context },
    newId,
  );
}

const decoded = ({ headers, value, event: { entityId } }: ChangeRow) =>
  decodeEvent({
    offset: '0',
    key: entityId,
    value: Buffer.from(value),
    headers: JSON.parse(headers) as Record<string, string>,
    appendedAt: 0,
  });

describe('the rows of a change', () => {
  it('carry which part of how many they are, so that half a death can be told from a whole one', () => {
    expect(rows([death]).map((row) => JSON.parse(row.headers)['satudata-tx'] as string)).toEqual([
      'id-1;1/3',
      'id-1;2/3',
      'id-1;3/3',
    ]);
  });

  it('belong to one transaction per business change, not one per chunk of an intake', () => {
    const all = rows([death, birth]);
    expect(new Set(all.slice(0, 3).map(({ tx }) => tx)).size).toBe(1);
    expect(all[3]).toMatchObject({ part: 1, parts: 1 });
    expect(all[3]?.tx).not.toBe(all[0]?.tx);
  });

  it('stay in the order in which they were said, each with an id of its own and the topic of its entity', () => {
    expect(rows([death, birth]).map(({ id, topic }) => `${id} ${topic}`)).toEqual([
      'id-1 satudata.population-registry.person.v1',
      'id-2 satudata.population-registry.person-status.v1',
      'id-3 satudata.population-registry.family-card.v1',
      'id-4 satudata.population-registry.person.v1',
    ]);
  });

  it('are events as every reader understands them', () => {
    const [row] = rows([birth], { batch: 'b1', traceparent: '00-trace' });
    expect(decoded(row!)).toMatchObject({
      id: 'id-1',
      source: '/population-registry',
      entity: 'person',
      type: 'id.lampung.satudata.population-registry.person.recorded',
      subject: 'p2',
      time: '2026-11-24T01:02:03.004Z',
      version: 1,
      batch: 'b1',
      value: { version: 1, change: { type: 'person.recorded', at: '2026-11-23T17:00:00.000Z' }, record: { id: 'p2' } },
    });
    expect(JSON.parse(row!.headers)).toMatchObject({ traceparent: '00-trace', 'content-type': 'application/json' });
  });

  it('have no header for what is not known', () => {
    expect(Object.keys(JSON.parse(rows([birth])[0]!.headers) as object)).not.toEqual(
      expect.arrayContaining(['satudata-batch']),
    );
  });

  it('say of a deletion that it is one', () => {
    const [gone, here] = rows([[event('person', 'p1', { version: 2, deleted: true }), event('person', 'p2')]]);
    expect(JSON.parse(gone!.value)).toMatchObject({ version: 2, deleted: true });
    expect(JSON.parse(here!.value)).not.toHaveProperty('deleted');
  });

  it('keep personal data out of headers and keys', () => {
    expect(
      rows([death])
        .map(({ headers }) => headers)
        .join(),
    ).not.toContain('REKAAN');
  });
});
