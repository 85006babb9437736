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

const REPORT = { number: 'AKTA-1', date: '2026-11-01', reportedOn: '2026-11-02' };
const report = (path: string, kind: string, more: object): RightRequest => ({
  path: `/v1/vital-events/${path}`,
  body: { ...REPORT, evidence: [{ kind, number: 'S-1' }], ...more },
});
/** The batches of other journeys store marked persons by the thousand, counted up from the first. */
const NOT_BORN_YET = markedNik(9_009);
const NEWBORN = {
  ...{ nik: NOT_BORN_YET, name: PERSON.name, sex: 'L', birthPlace: 'HANURA', religion: '1', citizenship: '1' },
  ...{ motherName: PERSON.motherName, kk: '1899990101200002', relationToHead: '4' },
};

const LETTER = { number: 'SKPWNI/NONE', date: '2026-11-01' };
const { kk, head, members, address } = CARD;
const SETTLING = { ...LETTER, cards: [{ kk, head, members, address }] };

/** What the requests of the corpus are but for their one fault, by route. */
const RIGHT: Readonly<Record<string, RightRequest>> = {
  'POST /v1/moves/departures': {
    path: '/v1/moves/departures',
    body: { ...LETTER, to: '18.10', validUntil: '2027-03-01', persons: [{ nik: PERSON.nik }] },
  },
  'POST /v1/moves/arrivals': { path: '/v1/moves/arrivals', body: SETTLING },
  'POST /v1/moves/cancellations': { path: '/v1/moves/cancellations', body: SETTLING },
  'POST /v1/moves/local': { path: '/v1/moves/local', body: { ...SETTLING, persons: [{ nik: PERSON.nik }] } },
  'POST /v1/verifications': { path: '/v1/verifications', body: { persons: [{ nik: PERSON.nik, name: PERSON.name }] } },
  'POST /v1/vital-events/births': report('births', 'birth-letter', { child: NEWBORN }),
  'POST /v1/vital-events/deaths': report('deaths', 'death-letter', { nik: PERSON.nik }),
  'POST /v1/vital-events/stillbirths': report('stillbirths', 'statement', { motherNik: PERSON.nik }),
  'POST /v1/vital-events/marriages': report('marriages', 'marriage-letter', {
    husbandNik: PERSON.nik,
    wifeNik: markedNik(2),
  }),
  'POST /v1/vital-events/divorces': report('divorces', 'court-ruling', {
    husbandNik: PERSON.nik,
    wifeNik: markedNik(2),
  }),
  'POST /v1/vital-events/adoptions': report('adoptions', 'court-ruling', {
    childNik: PERSON.nik,
    adoptiveParentNik: markedNik(2),
  }),
  'POST /v1/vital-events/recognitions': report('recognitions', 'statement', {
    childNik: PERSON.nik,
    fatherNik: markedNik(2),
  }),
  'POST /v1/vital-events/name-changes': report('name-changes', 'court-ruling', { nik: PERSON.nik, name: PERSON.name }),
  'POST /v1/vital-events/corrections': report('corrections', 'other', {
    nik: PERSON.nik,
    elements: { birthPlace: 'METRO' },
  }),
  'POST /v1/vital-events/{id}/annulment': {
    path: `/v1/vital-events/${NOWHERE}/annulment`,
    body: { ruling: 'PUTUSAN 1', ruledOn: '2026-11-01' },
  },
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
  'POST /v1/signing-keys/rotation': { path: '/v1/signing-keys/rotation', body: { reason: REASON } },
  'POST /v1/signing-keys/{kid}/withdrawal': { path: '', body: { reason: REASON } },
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
