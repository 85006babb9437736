import { renderTable } from '../terminal/table.js';
import type { Kind, Place } from './judge.js';
import type { Damage, Reconciliation } from './reconcile.js';

/** One regency's page, as the store keeps it. */
export interface Page {
  readonly region: string;
  readonly records: number;
  readonly differences: readonly {
    readonly entity: string;
    readonly id: string;
    readonly place: Place;
    readonly kind: Kind;
    readonly outcome: Damage['outcome'];
  }[];
}

/** As many as the store keeps on a page; the counts are of all. */
const MOST_ON_A_PAGE = 1_000;

/** A page for every regency that has records or damage. */
export function pagesOf({ buckets, damages }: Reconciliation): Page[] {
  const regions = [...new Set([...buckets, ...damages].map(({ region }) => region))].sort();
  return regions.map((region) => ({
    region,
    records: buckets.filter((bucket) => bucket.region === region).reduce((sum, { records }) => sum + records, 0),
    differences: damages
      .filter((damage) => damage.region === region)
      .flatMap(({ entity, id, outcome, differences }) => {
        const [first] = differences;
        return first ? [{ entity, id, ...first, outcome }] : [];
      })
      .slice(0, MOST_ON_A_PAGE),
  }));
}

export function reportTable(reconciliation: Reconciliation): string {
  const { id, asOf, full, damages, unequalSums } = reconciliation;
  const count = (region: string, outcomes: readonly Damage['outcome'][]) =>
    damages.filter((damage) => damage.region === region && outcomes.includes(damage.outcome)).length;
  const rows = pagesOf(reconciliation).map(({ region, records }) => [
    region,
    records,
    count(region, ['found', 'repaired', 'left']),
    count(region, ['repaired']),
    count(region, ['found', 'left']),
  ]);
  const how = full ? 'pindai penuh / full scan' : 'jumlah ember / bucket sums';
  const table = renderTable(
    ['Wilayah / region', 'Rekaman / records', 'Selisih / differences', 'Diperbaiki / repaired', 'Menunggu / waiting'],
    rows,
  );
  const sums =
    unequalSums > 0 ? `\nJumlah yang tidak cocok dengan isinya / sums that do not add up: ${unequalSums}` : '';
  return `Laporan / report ${id}\nKeadaan pada / as of ${asOf} (${how})\n${table}${kindTable(damages)}${sums}`;
}

function kindTable(damages: readonly Damage[]): string {
  if (damages.length === 0) return '';
  const counts = new Map<string, number>();
  for (const { differences } of damages) {
    const { place, kind } = differences[0] ?? { place: '', kind: '' };
    counts.set(`${place}\t${kind}`, (counts.get(`${place}\t${kind}`) ?? 0) + 1);
  }
  const rows = [...counts].sort().map(([name, count]) => [...name.split('\t'), count]);
  return `\n\n${renderTable(['Tempat / place', 'Macam / kind', 'Rekaman / records'], rows)}`;
}
