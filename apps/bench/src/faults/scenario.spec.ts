import { FAULT_POINTS } from '@satudata/service-kit';
import { isOfRebuild, SCENARIOS } from './scenario.js';

const names = SCENARIOS.map(({ name }) => name);

describe('The faults that are tried', () => {
  it('have each a name of its own', () => {
    expect(new Set(names).size).toBe(names.length);
  });

  it.each(FAULT_POINTS.filter((point) => !isOfRebuild(point)))(
    'are a kill at %s among others, in the short form',
    (point) => {
      expect(SCENARIOS.filter(({ name, long }) => name.endsWith(` ${point}`) && !long)).toHaveLength(1);
    },
  );
});
