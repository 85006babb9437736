import { isCheckpointDue } from './sequencer.js';

it.each([
  [0, 3_600_000, false],
  [1, 59_999, false],
  [1, 60_000, true],
  [9_999, 0, false],
  [10_000, 0, true],
])('with %i entries signed by nobody and %i ms since the last, a checkpoint is due: %s', (uncovered, since, due) => {
  expect(isCheckpointDue(uncovered, since)).toBe(due);
});
