import { randomUUID } from 'node:crypto';
import { ndjson } from '../offices/send.js';
import type { Place } from './place.js';

/** A request to a route that whoever is let in can make. */
export interface RouteRequest {
  readonly path: string;
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Only who reaches the region of the place finds this in the answer. */
  readonly mark?: string;
}

type Ask = (place: Place) => RouteRequest;

const at = (path: string, mark?: string): RouteRequest => ({ path, ...(mark !== undefined && { mark }) });

const json = (path: string, record: unknown): RouteRequest => ({
  path,
  body: JSON.stringify(record),
  headers: { 'content-type': 'application/json' },
});

const batch = (path: string, ...records: object[]): RouteRequest => ({
  path,
  body: ndjson(records),
  headers: { 'content-type': 'application/x-ndjson', 'idempotency-key': randomUUID() },
  mark: '"rejected":0',
});

const form = (path: string): RouteRequest => ({
  path,
  body: 'grant_type=client_credentials',
  headers: { 'content-type': 'application/x-www-form-urlencoded' },
});

const REASON = 'a request of the authorisation matrix';
const PURPOSE = { purpose: 'civil-registration' };
const OVERSIGHT = { purpose: 'oversight' };
const SUBJECT_ACCESS = { purpose: 'subject-access' };
const NOWHERE = randomUUID();
const SOURCE = '/v1/reconciliation/sources/population-registry';
/** Before anything was said, so that no sums can be told. */
const AS_OF = '2020-01-01T00:00:00.000Z';

/** What either side of a reconciliation is asked alike. */
const RECONCILED: Readonly<Record<string, Ask>> = {
  'GET /v1/reconciliation/sources/{source}': () => at(SOURCE),
  'GET /v1/reconciliation/sources/{source}/proof': () => at(`${SOURCE}/proof`),
  'GET /v1/reconciliation/sources/{source}/buckets': () => at(`${SOURCE}/buckets?asOf=${AS_OF}`),
  'GET /v1/reconciliation/sources/{source}/rows': () => at(`${SOURCE}/rows?entity=person&region=18.01&bucket=1`),
  'GET /v1/reconciliation/sources/{source}/suspects': () => at(`${SOURCE}/suspects?entity=person&range=0`),
  'POST /v1/reconciliation/sources/{source}/examinations': () =>
    json(`${SOURCE}/examinations`, { entity: 'person', records: [{ id: NOWHERE }] }),
};

const KEYS: Readonly<Record<string, Ask>> = {
  'GET /.well-known/jwks.json': () => at('/.well-known/jwks.json'),
};

/** By service and route. */
export const REQUESTS: Readonly<Record<string, Readonly<Record<string, Ask>>>> = {
  identity: {
    'GET /v1/grants': () => at('/v1/grants'),
    'POST /v1/grants': () => json('/v1/grants', {}),
    'POST /v1/grants/{id}/end': () => json('/v1/grants/0/end', { reason: REASON }),
    'POST /v1/clients/{client}/revocation': () => json('/v1/clients/nobody/revocation', { reason: REASON }),
    'GET /v1/signing-keys': () => at('/v1/signing-keys'),
    'POST /v1/signing-keys/rotation': () => json('/v1/signing-keys/rotation', {}),
    'POST /v1/signing-keys/{kid}/withdrawal': () => json('/v1/signing-keys/none/withdrawal', { reason: REASON }),
    'POST /token': () => form('/token'),
    'GET /jwks': () => at('/jwks'),
    'GET /.well-known/openid-configuration': () => at('/.well-known/openid-configuration'),
    'GET /.well-known/oauth-authorization-server': () => at('/.well-known/oauth-authorization-server'),
  },
  'population-registry': {
    ...KEYS,
    ...RECONCILED,
    'PUT /v1/persons/{nik}': ({ person }) => json(`/v1/persons/${person.nik}`, person),
    'GET /v1/persons/{nik}': ({ person }) => ({ path: `/v1/persons/${person.nik}`, headers: PURPOSE }),
    'GET /v1/persons/{nik}/access': ({ person }) => ({
      path: `/v1/persons/${person.nik}/access`,
      headers: SUBJECT_ACCESS,
    }),
    'GET /v1/family-cards/{kk}': ({ card }) => ({ path: `/v1/family-cards/${card.kk}`, headers: PURPOSE }),
    'POST /v1/verifications': ({ person }) => {
      const { path, body = '' } = json('/v1/verifications', { persons: [{ nik: person.nik, name: person.name }] });
      return { path, body, headers: { ...PURPOSE, 'content-type': 'application/json' }, mark: 'true' };
    },
    'POST /v1/moves/departures': () => json('/v1/moves/departures', {}),
    'POST /v1/moves/arrivals': () => json('/v1/moves/arrivals', {}),
    'POST /v1/moves/cancellations': () => json('/v1/moves/cancellations', {}),
    'POST /v1/moves/local': () => json('/v1/moves/local', {}),
    'POST /v1/vital-events/births': () => json('/v1/vital-events/births', {}),
    'POST /v1/vital-events/deaths': () => json('/v1/vital-events/deaths', {}),
    'POST /v1/vital-events/stillbirths': () => json('/v1/vital-events/stillbirths', {}),
    'POST /v1/vital-events/marriages': () => json('/v1/vital-events/marriages', {}),
    'POST /v1/vital-events/divorces': () => json('/v1/vital-events/divorces', {}),
    'POST /v1/vital-events/adoptions': () => json('/v1/vital-events/adoptions', {}),
    'POST /v1/vital-events/recognitions': () => json('/v1/vital-events/recognitions', {}),
    'POST /v1/vital-events/name-changes': () => json('/v1/vital-events/name-changes', {}),
    'POST /v1/vital-events/corrections': ({ person }) =>
      json('/v1/vital-events/corrections', {
        ...{ number: randomUUID().slice(0, 18), date: '2026-01-01', reportedOn: '2026-01-01', nik: person.nik },
        ...{ evidence: [{ kind: 'other', number: 'S-1' }], elements: { birthPlace: 'METRO' } },
      }),
    'POST /v1/vital-events/{id}/annulment': () =>
      json(`/v1/vital-events/${NOWHERE}/annulment`, { ruling: REASON, ruledOn: '2026-01-01' }),
    'GET /v1/vital-events/{id}': () => ({ path: `/v1/vital-events/${NOWHERE}`, headers: PURPOSE }),
    'GET /v1/trail/export': () => ({ path: '/v1/trail/export', headers: OVERSIGHT }),
    'POST /v1/persons/batches': ({ person }) => batch('/v1/persons/batches', person),
    'PUT /v1/family-cards/{kk}': ({ card }) => json(`/v1/family-cards/${card.kk}`, card),
    'POST /v1/family-cards/batches': ({ card }) => batch('/v1/family-cards/batches', card),
    'GET /v1/batches': (place) => at('/v1/batches', place.batch),
    'GET /v1/batches/{id}': (place) => at(`/v1/batches/${place.batch}`),
    'DELETE /v1/batches/{id}': (place) => at(`/v1/batches/${place.batch}`),
    'GET /v1/batches/{id}/receipt': (place) => at(`/v1/batches/${place.batch}/receipt`),
    'GET /v1/batches/{id}/verdicts': (place) => at(`/v1/batches/${place.batch}/verdicts`),
    'POST /v1/reconciliation/sources/{source}/restatements': () => json(`${SOURCE}/restatements`, {}),
  },
  consolidation: {
    ...KEYS,
    ...RECONCILED,
    'GET /v1/pipeline': () => at('/v1/pipeline'),
    'GET /v1/parked': () => at('/v1/parked'),
    'POST /v1/parked/retry': () => json('/v1/parked/retry', { topic: 'no-topic', key: NOWHERE }),
    'POST /v1/parked/retry-all': () => json('/v1/parked/retry-all', { topic: '' }),
    'POST /v1/parked/discard': () =>
      json('/v1/parked/discard', { topic: 'no-topic', key: NOWHERE, offset: '0', reason: REASON }),
    'POST /v1/topics/accept': () => json('/v1/topics/accept', { topic: 'no-topic', reason: REASON }),
    'POST /v1/rebuilds': () => json('/v1/rebuilds', {}),
    'GET /v1/rebuilds/{id}': () => at(`/v1/rebuilds/${NOWHERE}`),
    'GET /v1/batch-arrivals/{source}/{id}/receipt': (place) =>
      at(`/v1/batch-arrivals/population-registry/${place.batch}/receipt`),
    'GET /v1/reconciliation/reports': ({ report }) => at('/v1/reconciliation/reports', report),
    'POST /v1/reconciliation/reports': () => json('/v1/reconciliation/reports', {}),
  },
  'planner-api': {
    'GET /v1/observations': () => at('/v1/observations?indicator=pop.total&region=18.01'),
    'GET /v1/indicators': () => at('/v1/indicators'),
    'GET /v1/indicators/{id}': () => at('/v1/indicators/pop.total'),
    'GET /v1/regions': () => at('/v1/regions?q=lampung'),
    'GET /v1/regions/{code}': () => at('/v1/regions/18.01'),
    'GET /v1/dimensions': () => at('/v1/dimensions'),
    'GET /v1/dimensions/{id}/members': () => at('/v1/dimensions/sex/members'),
  },
};
