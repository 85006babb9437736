import type { Findings } from './evidence/findings.js';
import { add, addUnjudged, emptyTally, table } from './tally.js';

const siti = { record: 'siti', version: 1, digest: '' };
const clean: Findings = {
  acknowledged: 100,
  faults: { lost: [], invented: [], duplicated: [], inverted: [], stale: [] },
  unjoined: 0,
  differences: [],
};
const broken: Findings = { ...clean, faults: { ...clean.faults, lost: [siti] }, differences: ['a count is wrong'] };

describe('The tally of a fault', () => {
  const once = add(emptyTally('broker killed'), { findings: clean, recoverySeconds: 2.5 });

  it('counts a repetition that kept every promise', () => {
    expect(once).toMatchObject({ repetitions: 1, kept: 1, acknowledged: 100, broken: [] });
  });

  it('counts and names what was broken', () => {
    const twice = add(once, { findings: broken, recoverySeconds: 1 });
    expect(twice).toMatchObject({ repetitions: 2, kept: 1, acknowledged: 200 });
    expect(twice.counts).toMatchObject({ lost: 1, stale: 0, different: 1 });
    expect(twice.broken).toEqual(['lost: 1 (siti version 1)', 'different: a count is wrong']);
  });

  it('counts no repetition as kept that could not be judged', () => {
    expect(addUnjudged(once, 'the broker stayed away')).toMatchObject({
      repetitions: 2,
      kept: 1,
      broken: ['not judged: the broker stayed away'],
    });
  });

  it('is a line of a table, marked when a promise was broken', () => {
    const [head, kept, marked] = table([
      once,
      add(emptyTally('mistake'), { findings: broken, recoverySeconds: 0 }),
    ]).split('\n');
    expect(head).toMatch(/^fault +repetitions +acknowledged +lost/);
    expect(kept).toMatch(/^broker killed +1 +100 +0 .* 2\.5$/);
    expect(marked).toMatch(/^mistake +1 +100 +1 .* 0\.0 !$/);
  });
});
