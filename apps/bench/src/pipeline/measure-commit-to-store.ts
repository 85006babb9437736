import { setTimeout as pause } from 'node:timers/promises';
import { topicOf } from '@satudata/contracts';
import { Pool } from 'pg';
import { quantile, type Measurement } from '../figures.js';
import { InventedPersons } from '../invented-persons.js';
import { StoreWatch } from '../store-watch.js';
import { personEvent, statusEvent } from './invented-events.js';
import { SAY, sayColumns } from './outbox-table.js';
import { PeerProcess } from './peer-process.js';
import { PipelineRig } from './rig.js';

const EVENTS_PER_SECOND = 500;
/** A person and what others may know of the person. */
const EVENTS_PER_CHANGE = 2;
const SECONDS = 20;
const CONNECTIONS = 4;
const SLOWER_AT_MOST = 3;

/**
 * From the commit at the source to the row in the store at a steady rate, over all topics that a person's change goes
 * to. Held against a bare produce, consume and upsert at the same rate; ours is seen by looking every 5 ms, the peer's
 * end is known to the peer.
 */
export async function measureCommitToStore(): Promise<Measurement> {
  const rig = await PipelineRig.start();
  try {
    await Promise.all([rig.startSource(), rig.startStore()]);
    const persons = new InventedPersons();
    await delaysOf(rig, persons);
    const ours = await delaysOf(rig, persons);
    const bare = await bareDelays(rig);
    const what = `commit to visible at ${EVENTS_PER_SECOND} events/s`;
    const ratio = quantile(ours, 0.99) / quantile(bare, 0.99);
    return [
      { what: `${what}, p50`, value: quantile(ours, 0.5), unit: 'ms' },
      { what: `${what}, p99`, value: quantile(ours, 0.99), unit: 'ms' },
      { what: 'bare produce, consume, upsert, p50', value: quantile(bare, 0.5), unit: 'ms' },
      { what: 'bare produce, consume, upsert, p99', value: quantile(bare, 0.99), unit: 'ms' },
      { what: 'p99, ratio to bare', value: ratio, unit: 'x', atMost: SLOWER_AT_MOST },
    ];
  } finally {
    await rig.stop();
  }
}

async function delaysOf(rig: PipelineRig, persons: InventedPersons): Promise<number[]> {
  const pool = new Pool({ connectionString: rig.source.appUrl, max: CONNECTIONS, options: '-c satudata.scope=18' });
  const watch = await StoreWatch.open(rig.store.urlOf('satudata_auditor'));
  const every = (1_000 * EVENTS_PER_CHANGE) / EVENTS_PER_SECOND;
  const said: Promise<void>[] = [];
  const begun = performance.now();
  for (const [index, person] of persons.take((SECONDS * 1_000) / every).entries()) {
    await pause(begun + index * every - performance.now());
    const event = personEvent(person);
    const columns = sayColumns([event, statusEvent(event, person)]);
    said.push(pool.query(SAY, columns).then(() => watch.expect(event.key)));
  }
  await Promise.all(said);
  const delays = await watch.close();
  await pool.end();
  return delays;
}

async function bareDelays(rig: PipelineRig): Promise<number[]> {
  await rig.store.query('create schema bare');
  await rig.store.query('create table bare.record (id text primary key, value text not null)');
  await rig.store.query('grant usage on schema bare to consolidation_app');
  await rig.store.query('grant select, insert, update on bare.record to consolidation_app');
  const topic = topicOf('population-registry', 'person-status');
  const args = [rig.store.appUrl, rig.brokers[0] ?? '', topic, String(EVENTS_PER_SECOND), String(SECONDS)];
  const peer = PeerProcess.start('latency', ...args);
  try {
    await peer.ask();
    return (await peer.ask<{ milliseconds: number[] }>()).milliseconds;
  } finally {
    await peer.stop();
  }
}
