import type { Person, PersonElements } from '@satudata/contracts';
import { aPerson } from '@satudata/testing';
import { matchClaim } from './match-claim.js';

const person: Person = {
  ...(aPerson({ name: 'SITI NUR-AINI', motherName: "ROGAYAH BT. SA'AD" }) as PersonElements),
  ...{ id: 'id', formerNiks: [] },
};
const { nik } = person;

describe('A claim', () => {
  it('is answered field by field, and of fields that it does not name nothing is said', () => {
    const claim = { nik, name: 'SITI NUR-AINI', birthDate: '1990-08-02', sex: 'L' };
    expect(matchClaim(claim, person)).toEqual({ name: true, birthDate: false, sex: true });
    expect(matchClaim({ nik }, person)).toEqual({});
  });

  it.each(['siti nur aini', 'Siti  Nur-Aini', ' SITI NUR. AINI'])('names %s as papers may write it', (name) => {
    expect(matchClaim({ nik, name }, person)).toEqual({ name: true });
  });

  it.each(['SITI NURAINI', 'SITI AINI', 'NUR-AINI SITI'])('does not take %s for the same name', (name) => {
    expect(matchClaim({ nik, name }, person)).toEqual({ name: false });
  });

  it('of an element that the registry does not hold is not the same', () => {
    expect(matchClaim({ nik, kk: '1809101701209904' }, person)).toEqual({ kk: false });
  });

  it('about nobody is answered as one of which everything is wrong', () => {
    const claim = { nik, name: 'LAIN', status: 'deceased', village: '18.01.17.2006' };
    expect(matchClaim(claim, undefined)).toEqual(matchClaim(claim, person));
  });
});
