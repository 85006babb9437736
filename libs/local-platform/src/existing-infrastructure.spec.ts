import { existingInfrastructure } from './existing-infrastructure.js';

describe('Existing infrastructure', () => {
  it('is none when the environment points nowhere', () => {
    expect(existingInfrastructure({ KAFKA_BROKERS: '' })).toEqual({ databases: {} });
  });

  it('is every broker named, whatever the spaces', () => {
    expect(existingInfrastructure({ KAFKA_BROKERS: 'a:9092, b:9092,' }).brokers).toEqual(['a:9092', 'b:9092']);
  });

  it('is an issuer in place of our identity', () => {
    expect(existingInfrastructure({ OIDC_ISSUER: 'https://id.example' }).issuer).toBe('https://id.example');
  });

  it('is a database for one service and not for another, with an owner only where one is named', () => {
    const { databases } = existingInfrastructure({
      DATABASE_URL_POPULATION_REGISTRY: 'postgres://a',
      DATABASE_OWNER_URL_POPULATION_REGISTRY: 'postgres://o',
      DATABASE_URL_PLANNER_API: 'postgres://r',
    });
    expect(databases).toEqual({
      'population-registry': { url: 'postgres://a', ownerUrl: 'postgres://o' },
      'planner-api': { url: 'postgres://r' },
    });
  });
});
