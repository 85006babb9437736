import { agrees } from './wait-until-consolidated.js';

const row = { service: 'population-registry', entity: 'person', lagSeconds: 1 };
const alike = { source: 10, store: 10, planner: 10, lagEvents: 0 };

describe('Source and store', () => {
  it('agree when all count alike and nothing is under way', () => {
    expect(agrees({ ...row, ...alike })).toBe(true);
  });

  it.each([
    ['the store is behind', { source: 10, store: 9, planner: 9, lagEvents: 1 }],
    ['the planner still shows an older number', { source: 10, store: 10, planner: 9, lagEvents: 0 }],
    ['a change that moves no count is still under way', { source: 10, store: 10, planner: 10, lagEvents: 1 }],
    ['the store last heard the source before a pause', { ...alike, lagSeconds: 3_600 }],
    ['the store has never heard the time of the source', { ...alike, lagSeconds: null }],
    ['nobody can say what the source holds', { source: null, store: null, planner: null, lagEvents: 0 }],
  ])('do not agree when %s', (_, counts) => {
    expect(agrees({ ...row, ...counts })).toBe(false);
  });
});
