import { nearestMembers } from './nearest-members.js';

const INDICATORS = ['pop.total', 'pop.families', 'pop.household_size'];

describe('the nearest valid members', () => {
  it.each([
    ['pop.totl', 'pop.total'],
    ['POP_TOTAL', 'pop.total'],
    ['poptotal', 'pop.total'],
    ['families', 'pop.families'],
    ['household', 'pop.household_size'],
    ['pop.familes', 'pop.families'],
  ])('%s may have meant %s', (written, meant) => {
    expect(nearestMembers(written, INDICATORS)[0]).toBe(meant);
  });

  it('tells a short list whole, and of a long one nothing, when the text comes near to nothing', () => {
    expect(nearestMembers('zzzzzz', INDICATORS)).toEqual(INDICATORS);
    expect(nearestMembers('zzzzzz', [...INDICATORS, 'tax.paid', 'tax.due'])).toEqual([]);
  });

  it('does not compare texts that are too long to be a misspelling', () => {
    expect(nearestMembers('pop.total'.repeat(1_000), INDICATORS)).toEqual([]);
  });

  it('suggests no more than three', () => {
    expect(nearestMembers('18.0', ['18.01', '18.02', '18.03', '18.04'])).toHaveLength(3);
  });
});
