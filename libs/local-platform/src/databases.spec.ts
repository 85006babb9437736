import { databasePlans } from './databases.js';

describe('The databases of the platform', () => {
  it('are one per service that owns one, with those who may read it', () => {
    expect(databasePlans()).toEqual([
      { name: 'identity', readers: [] },
      { name: 'population_registry', readers: [] },
      { name: 'consolidation', readers: ['planner_api_reader'] },
    ]);
  });
});
