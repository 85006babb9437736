import { callerFor, type Grant } from './caller.js';

const grant = (changes: Partial<Grant>): Grant => ({
  service: 'population-registry',
  operations: ['person:read'],
  regions: ['18.01'],
  purposes: ['civil-registration'],
  ...changes,
});
const reading = (...grants: Grant[]) => callerFor('clerk', grants, 'population-registry', 'person:read');

describe('the reach of a caller', () => {
  it('is what the grant says', () => {
    expect(reading(grant({}))).toEqual({
      client: 'clerk',
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
    const reader = callerFor('clerk', grants, 'population-registry', 'person:read', 'planning');
    expect(reader).toMatchObject({ scope: { regions: ['18.02'] }, purpose: 'planning', purposes: ['planning'] });
    expect(callerFor('clerk', grants, 'population-registry', 'person:read', 'democracy')).toBeUndefined();
  });

  it('is nothing by a grant that names no region', () => {
    expect(reading(grant({ regions: [] }))).toBeUndefined();
  });

  it('is nothing without grants', () => {
    expect(reading()).toBeUndefined();
  });
});
