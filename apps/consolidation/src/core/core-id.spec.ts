import { v5 } from 'uuid';
import { coreId } from './core-id.js';

describe('the id of a person in the store', () => {
  it('is the UUID of version 5 of the record, so that a rebuild gives everyone the same', () => {
    for (const id of ['p1', 'p2', 'pé', '018f6a4e-0000-7000-8000-000000000001']) {
      const expected = v5(`population-registry person ${id}`, '6d0e1f7c-4c0b-5b1e-9a53-1b8f6d0c2a41');
      expect(coreId('person', { source: 'population-registry', id })).toBe(expected);
    }
  });

  it('differs between entities and instances that use the same id', () => {
    const ids = [
      coreId('person', { source: 'population-registry', id: '1' }),
      coreId('family-card', { source: 'population-registry', id: '1' }),
      coreId('person', { source: 'population-registry/18.01', id: '1' }),
    ];
    expect(new Set(ids).size).toBe(3);
  });
});
