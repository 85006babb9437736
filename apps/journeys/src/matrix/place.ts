import { randomUUID } from 'node:crypto';
import type { FamilyCardSubmission, PersonSubmission } from '@satudata/contracts';
import { waitFor } from '@satudata/testing';
import { as } from '../offices/as.js';
import { inventFamilies } from '../offices/invented-families.js';
import { ndjson } from '../offices/send.js';
import { VILLAGE_OF } from '../regions/village-of-each-office.js';
import { OFFICE } from './client-classes.js';

/** What the requests of the matrix are about: all of it belongs to the office of 18.01. */
export interface Place {
  readonly person: PersonSubmission;
  readonly card: FamilyCardSubmission;
  readonly batch: string;
  readonly report: string;
}

/** Sends a family as its office would, and waits until the store has it. */
export async function preparePlace(): Promise<Place> {
  const [family] = await inventFamilies([{ code: VILLAGE_OF['18.01'], persons: 12 }]);
  const [person] = family?.persons ?? [];
  if (!family || !person) throw new Error('no family was invented');
  const office = await as(OFFICE);
  const sent = await office.send('/v1/persons/batches', randomUUID(), ndjson(family.persons));
  const batch = String(sent.body['id']);
  const store = await as(OFFICE, 'consolidation');
  const receipt = `/v1/batch-arrivals/population-registry/${batch}/receipt`;
  await waitFor('the batch to arrive', async () => (await store.text(receipt)).status === 200, { within: 30_000 });
  return { person, card: family.familyCard, batch, report: await handInReport() };
}

async function handInReport(): Promise<string> {
  const operator = await as('operator', 'consolidation');
  const id = randomUUID();
  const report = { id, source: 'population-registry', asOf: new Date().toISOString(), how: 'sums' };
  const { status } = await operator.post('/v1/reconciliation/reports', {
    ...report,
    page: { region: '18.01', records: 1, differences: [] },
  });
  if (status !== 204) throw new Error(`the report was answered with ${status}`);
  return id;
}
