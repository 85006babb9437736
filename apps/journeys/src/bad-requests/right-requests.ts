import { randomUUID } from 'node:crypto';
import { aFamilyCard } from '@satudata/testing';
import { markedNik, markedPerson } from '../bad-input/marked-person.js';

const HANURA = '18.09.10.2004';
export const MARKED_KK = '1899990101200001';
const NOWHERE = '7b0d3b53-0d8a-4a53-9f0b-3a5d6f2c1e11';
const REASON = 'a request of the corpus';

interface RightRequest {
  readonly path: string;
  readonly body?: object;
}

const PERSON = markedPerson(1);
const CARD = {
  ...aFamilyCard({
    kk: MARKED_KK,
    head: markedNik(1),
    members: [{ nik: markedNik(1), relation: '1' }],
    address: { street: 'JL. CONTOH NO. 1', village: HANURA },
  }),
};
const PARKED = { topic: 'no-topic', key: NOWHERE };

/** What the requests of the corpus are but for their one fault, by route. */
const RIGHT: Readonly<Record<string, RightRequest>> = {
  'PUT /v1/persons/{nik}': { path: `/v1/persons/${PERSON.nik}`, body: PERSON },
  'PUT /v1/family-cards/{kk}': { path: `/v1/family-cards/${MARKED_KK}`, body: CARD },
  'POST /v1/persons/batches': { path: '/v1/persons/batches', body: PERSON },
  'POST /v1/grants': {
    path: '/v1/grants',
    body: {
      client: 'operator',
      service: 'consolidation',
      operations: ['operate'],
      regions: ['18'],
      purposes: ['operation'],
      agreement: 'PKS 1',
      reason: REASON,
    },
  },
  'POST /v1/grants/{id}/end': { path: '', body: { reason: REASON } },
  'POST /v1/clients/{client}/revocation': { path: '', body: { reason: REASON } },
  'POST /v1/parked/retry': { path: '/v1/parked/retry', body: PARKED },
  'POST /v1/parked/discard': { path: '/v1/parked/discard', body: { ...PARKED, offset: '0', reason: REASON } },
  'POST /v1/topics/accept': { path: '/v1/topics/accept', body: { topic: PARKED.topic, reason: REASON } },
  'POST /v1/rebuilds': { path: '/v1/rebuilds', body: { kind: 'rebuild' } },
  'POST /v1/reconciliation/reports': {
    path: '/v1/reconciliation/reports',
    body: {
      id: randomUUID(),
      source: 'population-registry',
      asOf: '2026-01-01T00:00:00Z',
      how: 'sums',
      page: { region: '18.01', records: 1, differences: [] },
    },
  },
};

/** A read has no body, and the address of its route unless the corpus names another. */
export function rightRequest(ask: string): RightRequest {
  return RIGHT[ask] ?? { path: ask.split(' ')[1] ?? '/' };
}
