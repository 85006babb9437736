import { rmSync } from 'node:fs';
import type { PushedBatch } from '@satudata/testing';
import { medianOf, type Figure, type Measurement } from '../figures.js';
import { PeerProcess } from '../pipeline/peer-process.js';
import type { Round } from '../pipeline/rounds.js';
import { writeRegencyExport, type RegencyExport } from './regency-export.js';
import { SourceRig, type Outcomes } from './source-rig.js';

/** The bar is 1,500,000: `INTAKE_PERSONS=1500000`. */
const PERSONS = Number(process.env['INTAKE_PERSONS'] ?? 100_000);
const AT_LEAST = 0.3;
const MOST_MEMORY_MB = 300;
const FASTER_AGAIN = 2;
const PEER_ROUNDS = 3;
/** The machine is too busy with something else when the same work takes twice as long. */
const WIDEST_RANGE = 2;

/**
 * One batch of a whole regency with the mistakes of its office: how fast, in how much memory, and whether what is told
 * adds up. Then the same file again, of which nothing may be news. Held against a bare loop that writes the rows that
 * were stored, with the relay stopped in both.
 */
export async function measureIntakeBatch(): Promise<Measurement> {
  const sent = await writeRegencyExport(PERSONS);
  const rig = await SourceRig.start();
  try {
    await rig.withoutRelay();
    const first = await push(rig, sent);
    const again = await push(rig, sent);
    const news = await rig.newsSince(first.id, again.id);
    const peer = await writeSameRows(rig);
    return [...figuresOf('a batch', first), ...repeated(first, again, news), ...comparison(first, peer), memoryOf(rig)];
  } finally {
    await rig.stop();
    rmSync(sent.folder, { recursive: true, force: true });
  }
}

interface Pushed {
  readonly id: string;
  readonly round: Round;
  readonly verdicts: Outcomes;
  readonly events: number;
}

/** @throws Error when the verdicts do not add up, in the answer, line by line or in the change log */
async function push(rig: SourceRig, { file, lines }: RegencyExport): Promise<Pushed> {
  const cpu = rig.service.cpuSeconds();
  const begun = performance.now();
  const batch = await rig.push(file);
  const seconds = (performance.now() - begun) / 1_000;
  const cpuSeconds = rig.service.cpuSeconds() - cpu;
  const events = await rig.eventsOf(batch.id);
  addUp(batch, await rig.toldOf(batch.id), { lines, events });
  return { id: batch.id, round: { events: lines, seconds, cpuSeconds }, verdicts: batch.verdicts, events };
}

function addUp({ verdicts }: PushedBatch, told: Outcomes, { lines, events }: { lines: number; events: number }): void {
  const sum = Object.values(verdicts).reduce((all, one) => all + one, 0);
  if (sum !== lines) throw new Error(`${sum} verdicts for ${lines} lines`);
  if (JSON.stringify(told) !== JSON.stringify(verdicts)) throw new Error('the lines are told otherwise than counted');
  if (events !== verdicts.stored) throw new Error(`${events} events for ${verdicts.stored} records`);
}

async function writeSameRows(rig: SourceRig): Promise<Round[]> {
  const peer = PeerProcess.start('intake', rig.peers.appUrl, rig.source.urlOf('satudata_auditor'));
  const rounds: Round[] = [];
  try {
    for (let round = 0; round < PEER_ROUNDS; round += 1) {
      await rig.peers.query('truncate registry.person, outbox.change, outbox.outbox');
      rounds.push(await peer.ask<Round>());
    }
  } finally {
    await peer.stop();
  }
  return rounds;
}

const rateOf = ({ events, seconds }: Round): number => events / seconds;
const costOf = ({ events, cpuSeconds }: Round): number => (cpuSeconds / events) * 1e6;

function figuresOf(what: string, { round, verdicts }: Pushed): Figure[] {
  const counts = Object.entries(verdicts) as [string, number][];
  return [
    { what: `${what}, in one key`, value: round.events, unit: 'records' },
    { what, value: rateOf(round), unit: 'records/s' },
    { what, value: costOf(round), unit: 'CPU-s/1M' },
    ...counts.map(([outcome, value]): Figure => ({ what: `${what}: ${outcome}`, value, unit: 'records' })),
  ];
}

function repeated(first: Pushed, again: Pushed, news: number): Figure[] {
  const faster = rateOf(again.round) / rateOf(first.round);
  return [
    ...figuresOf('the same file again', again),
    { what: 'the same file again: events', value: again.events, unit: 'records' },
    { what: 'of them of persons whom the file holds once', value: news, unit: 'records', atMost: 0 },
    { what: 'the same file again, ratio to the first time', value: faster, unit: 'x', atLeast: FASTER_AGAIN },
  ];
}

/** @throws Error when the run is void */
function comparison(first: Pushed, peer: readonly Round[]): Figure[] {
  const rates = peer.map(rateOf);
  const { value, range } = medianOf(rates);
  if (range && range[1] / range[0] > WIDEST_RANGE) throw new Error('void, the rates of the peer differ twice');
  return [
    { what: 'bare upsert and change log of the same rows', value, range, unit: 'records/s' },
    { what: 'a batch, ratio to the peer', value: rateOf(first.round) / value, unit: 'x', atLeast: AT_LEAST },
  ];
}

function memoryOf(rig: SourceRig): Figure {
  const what = 'peak memory of population-registry';
  return { what, value: rig.service.peakMemory(), unit: 'MB', atMost: MOST_MEMORY_MB };
}
