import { topicOf } from '@satudata/contracts';
import { quantile, type Measurement } from '../figures.js';
import { InventedPersons } from '../invented-persons.js';
import { StoreWatch } from '../store-watch.js';
import { PeerProcess } from './peer-process.js';
import { PipelineRig } from './rig.js';
import { EVENTS_PER_SECOND, saySteadily } from './steady-load.js';

const SECONDS = 10;
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
  const watch = await StoreWatch.open(rig.store.urlOf('satudata_auditor'));
  await saySteadily(rig.source, persons, SECONDS, (key) => watch.expect(key));
  return watch.close();
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
