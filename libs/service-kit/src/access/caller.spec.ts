import type { Purpose } from '@satudata/contracts';
import { callerFor, type Grant } from './caller.js';

const grant = (changes: Partial<Grant>): Grant => ({
  service: 'population-registry',
  operations: ['person:read'],
  regions: ['18.01'],
  purposes: ['civil-registration'],
  ...changes,
});
const who = { client: 'clerk', user: null, office: 'Disdukcapil' };
const reading = (...grants: Grant[]) => callerFor({ ...who, grants }, 'population-registry', 'person:read');

describe('the reach of a caller', () => {
  it('is what the grant says', () => {
    expect(reading(grant({}))).toEqual({
      ...who,
      scope: { regions: ['18.01'] },
      purposes: ['civil-registration'],
    });
  });

  it('joins all grants that name the operation, each region and purpose once', () => {
    const caller = reading(grant({}), grant({ regions: ['18.01', '18.02'], purposes: ['planning'] }));
    expect(caller?.scope.regions).toEqual(['18.01', '18.02']);
    expect(caller?.purposes).toEqual(['civil-registration', 'planning']);
  });

  it('does not grow by a grant for another operation or service', () => {
    const others = [grant({ operations: ['person:write'], regions: ['18.02'] }), grant({ service: 'consolidation' })];
    expect(reading(grant({}), ...others)?.scope.regions).toEqual(['18.01']);
    expect(reading(...others)).toBeUndefined();
  });

  it('for a purpose is that of the grants that name it, region by region', () => {
    const grants = [grant({}), grant({ regions: ['18.02'], purposes: ['planning'] })];
    const readingFor = (purpose: Purpose) =>
      callerFor({ ...who, grants }, 'population-registry', 'person:read', purpose);
    expect(readingFor('planning')).toMatchObject({ scope: { regions: ['18.02'] }, purposes: ['planning'] });
    expect(readingFor('democracy')).toBeUndefined();
  });

  it('is nothing by a grant that names no region', () => {
    expect(reading(grant({ regions: [] }))).toBeUndefined();
  });

  it('is nothing without grants', () => {
    expect(reading()).toBeUndefined();
  });
});
