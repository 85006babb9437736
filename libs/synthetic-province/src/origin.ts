import { pickByShare, type Random } from './random.js';
import type { Origin, Religion } from './submissions.js';

/**
 * Per cent of households by origin of their names: population census of 2010 for Java, Lampung and Sunda. Bali is
 * held at what the share of Hindus allows; a press figure of 3 to 5 % does not fit "Hindu 1.5 % or less".
 */
const ORIGINS: readonly (readonly [Origin, number])[] = [
  ['jawa', 64.06],
  ['lampung', 13.56],
  ['sunda', 9.61],
  ['bali', 1.5],
  ['other', 11.27],
];

/** Religion of a household given its origin; together Islam 95.5 %, Hindu and Christian 1.5, Catholic 1.0. */
const RELIGIONS: Readonly<Record<Origin, readonly (readonly [Religion, number])[]>> = {
  jawa: [
    ['1', 98.0],
    ['2', 0.9],
    ['3', 0.85],
    ['5', 0.2],
    ['7', 0.05],
  ],
  lampung: [['1', 100]],
  sunda: [
    ['1', 99.6],
    ['2', 0.4],
  ],
  bali: [
    ['4', 97],
    ['1', 3],
  ],
  other: [
    ['1', 84.9],
    ['2', 7.7],
    ['3', 4.1],
    ['5', 2.8],
    ['4', 0.3],
    ['6', 0.2],
  ],
};

/** Steps that spread points over 0 to 1 more evenly than chance does: multiples of an irrational number, modulo 1. */
const GOLDEN = 0.6180339887498949;
const PLASTIC = 0.7548776662466927;

/** Tells each household of a village its origin and religion, in shares that hold even for a few hundred of them. */
export class OriginSequence {
  private households = 0;
  private readonly seen: Record<Origin, number>;

  constructor(random: Random) {
    this.households = random.between(0, 1_000_000);
    const start = (): number => random.between(0, 1_000_000);
    this.seen = { jawa: start(), lampung: start(), sunda: start(), bali: start(), other: start() };
  }

  next(): { origin: Origin; religion: Religion } {
    const origin = pickByShare(ORIGINS, (this.households++ * GOLDEN) % 1);
    return { origin, religion: pickByShare(RELIGIONS[origin], (this.seen[origin]++ * PLASTIC) % 1) };
  }
}
