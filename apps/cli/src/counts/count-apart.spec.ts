import { nothingAnswers } from './count-apart.js';

const unknown = {
  service: 'population-registry',
  entity: 'person',
  source: null,
  topic: null,
  store: null,
  planner: null,
  lagEvents: null,
  lagSeconds: null,
};

describe('The status', () => {
  it('answers as long as one place does, and be it with 0', () => {
    expect(nothingAnswers({ ...unknown, store: 0 })).toBe(false);
    expect(nothingAnswers(unknown)).toBe(true);
  });
});
