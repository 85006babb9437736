import type { ObservationQuery } from './observation-query.js';
import { addressOfQuery, fingerprintOf, normalForm } from './normal-form.js';

const QUERY: ObservationQuery = {
  indicators: ['pop.total', 'pop.families'],
  regions: ['18.01', '18.02'],
  by: ['sex'],
  where: { sex: ['P'] },
  numden: false,
  sort: '-value',
  language: 'id',
};

describe('the normal form of a query', () => {
  it('says every default aloud', () => {
    expect(normalForm({ ...QUERY, by: [], where: {}, sort: 'region' })).toEqual({
      indicator: 'pop.total,pop.families',
      region: '18.01,18.02',
      period: 'latest',
      include: 'freshness',
      sort: 'region',
      lang: 'id',
      format: 'json',
    });
  });

  it('is an address that people can read', () => {
    expect(addressOfQuery(QUERY)).toBe(
      '/v1/observations?indicator=pop.total,pop.families&region=18.01,18.02&by=sex&where=sex:P' +
        '&period=latest&include=freshness&sort=-value&lang=id&format=json',
    );
  });

  it('has a fingerprint that pages share and other questions do not', () => {
    const fingerprint = fingerprintOf(QUERY);
    expect(fingerprintOf({ ...QUERY, limit: 5, cursor: 'abc' })).toBe(fingerprint);
    expect(fingerprintOf({ ...QUERY, sort: 'value' })).not.toBe(fingerprint);
    expect(fingerprintOf({ ...QUERY, regions: ['18.01'] })).not.toBe(fingerprint);
  });
});
