import { createHash } from 'node:crypto';
import type { Rig } from '../faults/rig/rig.js';

/** What a batch left behind, each as one digest; ids and times of recording are left out, since each run draws its own. */
export interface Traces {
  readonly state: string;
  readonly events: string;
  readonly verdicts: string;
  readonly batch: string;
}

const STATE = `
  select md5(string_agg(md5(concat_ws(' ', nik, version, status_version, (record::jsonb - 'id')::text)), '' order by nik)) as digest
  from registry.person`;
/** In the order in which they are said: a batch is ordered. */
const EVENTS = `
  select md5(string_agg(md5(concat_ws(' ', entity, version, value::jsonb #>> '{change,type}',
                                      ((value::jsonb -> 'record') - 'id')::text)), '' order by seq)) as digest
  from outbox.change where entity in ('person', 'person-status')`;
const BATCH = `
  select md5(concat_ws(' ', status, committed_lines, stored, unchanged, stale, rejected, chain, digest)) as digest
  from intake.batch where id = $1`;

export async function tracesOf(rig: Rig, batch: string, token: string): Promise<Traces> {
  const digest = async (sql: string, values: unknown[] = []) =>
    (await rig.source.ask<{ digest: string }>(sql, values))[0]?.digest ?? '';
  return {
    state: await digest(STATE),
    events: await digest(EVENTS),
    verdicts: await verdictsOf(`${rig.first('population-registry').url}/v1/batches/${batch}/verdicts`, token),
    batch: await digest(BATCH, [batch]),
  };
}

async function verdictsOf(address: string, token: string): Promise<string> {
  const answer = await fetch(address, { headers: { authorization: `Bearer ${token}` } });
  if (!answer.ok || !answer.body) throw new Error(`the verdicts ended in ${answer.status}`);
  const hash = createHash('sha256');
  for await (const bytes of answer.body as unknown as AsyncIterable<Uint8Array>) hash.update(bytes);
  return hash.digest('hex');
}

/** As if nothing had ever come in. */
export async function forget(rig: Rig): Promise<void> {
  await rig.source.ask(
    'truncate registry.person, outbox.change, outbox.outbox, intake.batch, intake.chunk, intake.finding, intake.budget',
  );
}
