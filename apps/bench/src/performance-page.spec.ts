import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { performancePage } from './performance-page.js';
import { readRecords, type Records } from './records.js';

const machine = { processors: '2 x cpu', memoryMb: 24_000, system: 'Linux 6', node: '20.20.2', load: 0.4 };
const records: Records = {
  relay: {
    measuredAt: '2026-11-24T14:00:00.000Z',
    machine,
    figures: [
      { what: 'ratio', value: 0.912, range: [0.85, 0.95], unit: 'x', atLeast: 0.8 },
      { what: 'peak memory', value: 251, unit: 'MB', atMost: 250 },
    ],
  },
};

describe('The page of performance', () => {
  it('says of each figure its range, and whether it keeps its limit', () => {
    const page = performancePage(records);
    expect(page).toContain('| ratio | 0.912 x | 0.85 to 0.95 | at least 0.8 |');
    expect(page).toContain('| peak memory | 251 MB |  | **misses at most 250** |');
  });

  it('says where and when it was measured', () => {
    expect(performancePage(records)).toContain(
      '2026-11-24: 2 x cpu, 24,000 MB, Linux 6, Node 20.20.2, load 0.4 before.',
    );
  });

  it('in docs is the one that its figures make', () => {
    const docs = join(__dirname, '..', '..', '..', 'docs');
    expect(readFileSync(join(docs, 'performance.md'), 'utf8')).toBe(
      performancePage(readRecords(join(docs, 'performance.json'))),
    );
  });
});
