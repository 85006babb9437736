import { medianOf, quantile, type Figure } from '../figures.js';

/** One run over the same events. */
export interface Round {
  readonly events: number;
  readonly seconds: number;
  /** Processor time of the process under test alone. */
  readonly cpuSeconds: number;
}

export interface Pair {
  readonly ours: Round;
  readonly peer: Round;
}

/** What makes a comparison worth nothing. */
export interface PeerLimits {
  /** A peer that wastes its own processor is no limit to be held against, microseconds an event. */
  readonly cpuMicroseconds: number;
}

const ROUNDS = 5;
/** The machine is too busy with something else when the same work takes twice as long. */
const WIDEST_RANGE = 2;

/** Ours and the peer in turn, so that both meet the same moods of the machine; the first pair warms up. */
export async function inTurn(ours: () => Promise<Round>, peer: () => Promise<Round>): Promise<Pair[]> {
  const pairs: Pair[] = [];
  for (let round = 0; round <= ROUNDS; round += 1) pairs.push({ ours: await ours(), peer: await peer() });
  return pairs.slice(1);
}

/**
 * Our rate as a ratio to the peer's: the median over the pairs.
 * @throws Error when the run is void: the peer was no fair one, or the machine was not
 */
export function compare(what: string, pairs: readonly Pair[], atLeast: number, limits: PeerLimits): Figure[] {
  const peers = pairs.map(({ peer }) => peer);
  assertFair(what, peers, limits);
  return [
    ...figuresOf(
      what,
      pairs.map(({ ours }) => ours),
    ),
    ...figuresOf(`${what}, bare peer`, peers),
    { what: `${what}, ratio to the peer`, ...ratioOf(pairs), unit: 'x', atLeast },
  ];
}

function assertFair(what: string, peers: readonly Round[], { cpuMicroseconds }: PeerLimits): void {
  const cost = quantile(peers.map(cpuPerMillion), 0.5);
  if (cost > cpuMicroseconds) {
    throw new Error(`${what}: void, the peer used ${cost.toFixed(1)} us an event, and may use ${cpuMicroseconds}`);
  }
  const rates = peers.map(rateOf);
  const spread = quantile(rates, 1) / quantile(rates, 0);
  if (spread > WIDEST_RANGE)
    throw new Error(`${what}: void, the peer's own rates differ by ${spread.toFixed(1)} times`);
}

function figuresOf(what: string, rounds: readonly Round[]): Figure[] {
  return [
    { what, ...medianOf(rounds.map(rateOf)), unit: 'events/s' },
    { what, ...medianOf(rounds.map(cpuPerMillion)), unit: 'CPU-s/1M' },
  ];
}

function ratioOf(pairs: readonly Pair[]): Pick<Figure, 'value' | 'range'> {
  return medianOf(pairs.map(({ ours, peer }) => rateOf(ours) / rateOf(peer)));
}

const rateOf = ({ events, seconds }: Round): number => events / seconds;

/** Microseconds an event are seconds a million events. */
const cpuPerMillion = ({ events, cpuSeconds }: Round): number => (cpuSeconds / events) * 1e6;
