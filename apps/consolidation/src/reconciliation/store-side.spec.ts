import { SOURCES } from '@satudata/contracts';
import { storeSide } from './store-side.js';

it('The store can be asked about every source of the province, and about none that it does not have', () => {
  expect(SOURCES.filter((source) => !storeSide.knows(source))).toEqual([]);
  expect(['nowhere', '', 'population-registrys', 'constructor'].filter((name) => storeSide.knows(name))).toEqual([]);
});
