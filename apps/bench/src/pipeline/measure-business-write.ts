import { join } from 'node:path';
import { medianOf, quantile, type Measurement } from '../figures.js';
import { InventedPersons } from '../invented-persons.js';
import { PeerProcess } from './peer-process.js';
import { PipelineRig } from './rig.js';

const SECONDS = 2;
const CLIENTS = 16;
const ROWS = 20_000;
const ROUNDS = 5;
const AT_LEAST = 0.75;
const SLOWER_AT_MOST = 1.5;

interface Written {
  readonly seconds: number;
  /** Of each transaction. */
  readonly milliseconds: readonly number[];
}

/** What saying a change costs the transaction that makes it: 16 clients that change rows, with the outbox and without. */
export async function measureBusinessWrite(): Promise<Measurement> {
  const rig = await PipelineRig.start();
  try {
    await rig.source.query('create schema business');
    await rig.source.query('create table business.entity (id int primary key, version bigint not null)');
    await rig.source.query(`insert into business.entity select id, 0 from generate_series(0, ${ROWS} - 1) id`);
    await rig.source.query('grant usage on schema business to population_registry_app');
    await rig.source.query('grant select, update on business.entity to population_registry_app');
    return await writeInTurn(rig);
  } finally {
    await rig.stop();
  }
}

async function writeInTurn(rig: PipelineRig): Promise<Measurement> {
  const record = JSON.stringify(new InventedPersons().take(1)[0]);
  const args = [SECONDS, CLIENTS, ROWS, record].map(String);
  const ours = PeerProcess.run(join(__dirname, 'write-with-outbox.js'), rig.source.appUrl, ...args);
  const peer = PeerProcess.start('business-write', rig.source.appUrl, String(SECONDS));
  try {
    const pairs: { ours: Written; peer: Written }[] = [];
    for (let round = 0; round <= ROUNDS; round += 1) {
      pairs.push({ ours: await ours.ask<Written>(), peer: await peer.ask<Written>() });
    }
    return figuresOf(pairs.slice(1));
  } finally {
    await Promise.all([ours.stop(), peer.stop()]);
  }
}

function figuresOf(pairs: readonly { ours: Written; peer: Written }[]): Measurement {
  const slower = pairs.map(({ ours, peer }) => p99(ours) / p99(peer));
  return [
    { what: 'business write with outbox', ...medianOf(pairs.map(({ ours }) => rate(ours))), unit: 'tx/s' },
    { what: 'business write without', ...medianOf(pairs.map(({ peer }) => rate(peer))), unit: 'tx/s' },
    {
      what: 'with outbox, ratio to without',
      ...medianOf(pairs.map(({ ours, peer }) => rate(ours) / rate(peer))),
      unit: 'x',
      atLeast: AT_LEAST,
    },
    { what: 'p99 with outbox, ratio to without', ...medianOf(slower), unit: 'x', atMost: SLOWER_AT_MOST },
  ];
}

const rate = ({ seconds, milliseconds }: Written): number => milliseconds.length / seconds;
const p99 = ({ milliseconds }: Written): number => quantile(milliseconds, 0.99);
