import type { Verdict } from '@satudata/intake';

/** Takes reports one after the other: each may build on the one before. */
export async function inTurn<T>(reports: readonly T[], take: (report: T) => Promise<Verdict>): Promise<Verdict[]> {
  const verdicts: Verdict[] = [];
  for (const report of reports) verdicts.push(await take(report));
  return verdicts;
}
