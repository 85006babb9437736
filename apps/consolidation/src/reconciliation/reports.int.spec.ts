import { randomUUID } from 'node:crypto';
import { openSource, type Office, type SourceService } from '@satudata/testing';
import { consolidation } from '../consolidation.js';
import { schemas } from '../schemas.js';
import type { RegionReport, Reports } from './report.dto.js';

const REPORTS = '/v1/reconciliation/reports';

let service: SourceService;
let operator: Office;

beforeAll(async () => {
  service = await openSource(consolidation, schemas, ['operate', 'reconciliation:read']);
  operator = await service.office('18', 'operator');
}, 60_000);
afterAll(async () => {
  await service?.close();
});

const handIn = (by: Office, page: Partial<RegionReport>, id: string = randomUUID()) => {
  const report = { id, source: 'population-registry', asOf: '2026-03-01T02:00:05.000Z', how: 'full-scan', page };
  return by.send(REPORTS, undefined, JSON.stringify(report), { 'content-type': 'application/json' });
};
const page = (region: string, outcomes: RegionReport['differences'][number]['outcome'][] = []): RegionReport => ({
  region,
  records: 7,
  differences: outcomes.map((outcome) => ({
    entity: 'person',
    id: randomUUID(),
    place: 'store.record',
    kind: 'stale' as const,
    outcome,
  })),
});
const readBy = async (region: string) => (await (await service.office(region)).get<Reports>(REPORTS)).body.reports;

describe('a report of a reconciliation', () => {
  it('is read by the office of its regency, and by no other', async () => {
    expect((await handIn(operator, page('18.01', ['repaired', 'left']))).status).toBe(204);
    expect((await handIn(operator, page('18.02'))).status).toBe(204);
    const [report, ...others] = await readBy('18.01');
    expect(others).toEqual([]);
    expect(report).toMatchObject({
      region: '18.01',
      how: 'full-scan',
      asOf: '2026-03-01T02:00:05.000Z',
      words: {
        id: '7 rekaman dari population-registry: 2 selisih, 1 sudah diperbaiki, 1 menunggu.',
        en: '7 records of population-registry: 2 differences, 1 repaired, 1 waiting.',
      },
    });
    expect((await readBy('18.02')).map(({ words }) => words.en)).toEqual([
      '7 records of population-registry are the same in source and store.',
    ]);
    expect(await readBy('18.03')).toEqual([]);
  });

  it('handed in twice is kept once', async () => {
    const id = randomUUID();
    await handIn(operator, page('18.04'), id);
    await handIn(operator, page('18.04'), id);
    expect(await readBy('18.04')).toHaveLength(1);
  });

  it('is taken from an operator of the whole province only', async () => {
    expect((await handIn(await service.office('18.05'), page('18.05'))).status).toBe(403);
    expect(await readBy('18.05')).toEqual([]);
  });

  it('that says something unheard of is refused by field and rule', async () => {
    const { status, body } = await handIn(operator, { ...page('18.06'), records: -1 });
    expect([status, body['errors']]).toEqual([
      422,
      [expect.objectContaining({ pointer: '/page/records', rule: 'integer.range' })],
    ]);
  });

  it('whose id is no UUID is refused, and not by the database', async () => {
    expect((await handIn(operator, page('18.06'), 'x'.repeat(36))).status).toBe(422);
  });
});
