import { describeFaults, type FaultClass, type Faults } from '@satudata/testing';

/** What a run is judged by: the faults of the chain, and where the final tables are not what the ledger makes of them. */
export interface Findings {
  readonly acknowledged: number;
  readonly faults: Faults;
  /** Members of households that were not found among the persons, though both were taken in. */
  readonly unjoined: number;
  /** One sentence for each difference from what one thread would have made of the ledger. */
  readonly differences: readonly string[];
}

/** Also the classes of the whole: `unjoined` and `different` are found in the final tables only. */
export type FindingClass = FaultClass | 'unjoined' | 'different';

/** From the gravest on: one mistake can show in several classes, and is named after the first of these. */
const GRAVITY = [
  'lost',
  'invented',
  'inverted',
  'duplicated',
  'stale',
  'unjoined',
  'different',
] as const satisfies FindingClass[];

export const isClean = (findings: Findings): boolean => gravest(countsOf(findings)) === undefined;

/** How often each promise was broken. */
export function countsOf({ faults, unjoined, differences }: Findings): Record<FindingClass, number> {
  const { lost, invented, inverted, duplicated, stale } = faults;
  return {
    lost: lost.length,
    invented: invented.length,
    inverted: inverted.length,
    duplicated: duplicated.length,
    stale: stale.length,
    unjoined,
    different: differences.length,
  };
}

/** The gravest class with a count. */
export function gravest(counts: Readonly<Record<FindingClass, number>>): FindingClass | undefined {
  return GRAVITY.find((kind) => counts[kind] > 0);
}

export function describeFindings({ faults, unjoined, differences }: Findings): string[] {
  const members = unjoined > 0 ? [`unjoined: ${unjoined} members`] : [];
  return [
    ...describeFaults(faults),
    ...members,
    ...differences.slice(0, 3).map((sentence) => `different: ${sentence}`),
  ];
}
