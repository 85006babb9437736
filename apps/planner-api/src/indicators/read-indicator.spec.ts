import { indicator, INDICATOR_IDS } from './indicators.js';
import { readIndicator } from './read-indicator.js';

const residents = indicator('pop.total');
const householdSize = indicator('pop.household_size');

describe('reading an indicator', () => {
  it('takes a count as it is, zero too', () => {
    expect(readIndicator(residents, { persons: 3_385 })).toEqual({ value: 3_385, status: 'A' });
    expect(readIndicator(residents, { persons: 0 })).toEqual({ value: 0, status: 'A' });
  });

  it('says not reported when nothing was, instead of zero', () => {
    for (const id of INDICATOR_IDS) expect(readIndicator(indicator(id), {})).toEqual({ value: null, status: 'NR' });
  });

  it('divides residents by families', () => {
    expect(readIndicator(householdSize, { persons: 7, families: 2 })).toEqual({ value: 3.5, status: 'A' });
  });

  it('says not reported when only one part of a ratio was', () => {
    expect(readIndicator(householdSize, { persons: 7 }).status).toBe('NR');
    expect(readIndicator(householdSize, { families: 2 }).status).toBe('NR');
  });

  it('says not applicable for a ratio over no families', () => {
    expect(readIndicator(householdSize, { persons: 0, families: 0 })).toEqual({ value: null, status: 'X' });
  });
});
