import { parse } from 'csv-parse/sync';
import type { Grant } from './grant.js';
import { grantsCsv } from './grants-csv.js';

const act = { by: 'administrator', at: '2026-11-24T09:00:00.000Z', reason: 'kata, "kutip"\ndan baris' };
const grant: Grant = {
  id: '7',
  state: 'ended',
  client: 'disdukcapil-18.01',
  service: 'population-registry',
  operations: ['person:read', 'person:write'],
  regions: ['18.01'],
  purposes: ['civil-registration'],
  agreement: '=1+1',
  validFrom: '2026-01-01T00:00:00.000Z',
  validTo: null,
  effectiveTo: '2026-11-24T09:00:00.000Z',
  given: act,
  ends: [{ ...act, endsAt: '2026-11-24T09:00:00.000Z' }],
  clientRevoked: null,
};

describe('The export for auditors', () => {
  const [row] = parse(grantsCsv([grant]), { columns: true }) as Record<string, string>[];

  it('holds every field of a grant, with commas, quotes and lines as they were', () => {
    expect(row).toMatchObject({
      id: '7',
      operations: 'person:read person:write',
      valid_to: '',
      given_by: 'administrator',
      given_reason: act.reason,
      client_revoked: '',
    });
  });

  it('holds the whole history of its ends', () => {
    expect(JSON.parse(row?.['ends'] ?? '')).toEqual(grant.ends);
  });

  it('gives a spreadsheet nothing to calculate', () => {
    expect(row?.['agreement']).toBe("'=1+1");
  });
});
