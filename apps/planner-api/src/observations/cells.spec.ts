import { Problem } from '@satudata/service-kit';
import { cellsOf, MOST_CELLS, refuseTooManyCells } from './cells.js';
import type { ObservationQuery } from './observation-query.js';

const QUERY: ObservationQuery = {
  indicators: ['pop.total', 'pop.families'],
  regions: ['18'],
  by: [],
  where: {},
  numden: false,
  sort: 'region',
  language: 'id',
};

describe('the size of an answer', () => {
  it('is units times indicators times members of the split', () => {
    expect(cellsOf(QUERY, 15)).toBe(30);
    expect(cellsOf({ ...QUERY, by: ['sex'] }, 15)).toBe(60);
    expect(cellsOf({ ...QUERY, by: ['sex'], where: { sex: ['P'] } }, 15)).toBe(30);
  });

  it('is told and refused above the limit, never cut off', () => {
    expect(() => refuseTooManyCells(MOST_CELLS)).not.toThrow();
    const refusal = catchProblem(() => refuseTooManyCells(MOST_CELLS + 1));
    expect([refusal.type, refusal.status]).toEqual(['too-many-cells', 413]);
    expect(refusal.details.more).toEqual({ code: 'E-CELLS', cells: 50_001, limit: 50_000 });
    expect(refusal.details.detail?.id).toContain('50001');
  });
});

function catchProblem(work: () => void): Problem {
  try {
    work();
  } catch (error) {
    if (error instanceof Problem) return error;
  }
  throw new Error('no problem was thrown');
}
