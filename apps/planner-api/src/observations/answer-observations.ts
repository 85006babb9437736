import type { SourceName } from '@satudata/contracts';
import type { Region } from '@satudata/regions';
import { indicator } from '../indicators/indicators.js';
import type { Snapshot } from '../read-schema/read-schema.js';
import { cellsOf } from './cells.js';
import { tableOf, type Cell } from './columns.js';
import { cursorAfter, placeAtCursor } from './cursor.js';
import { freshnessOf, worstOf } from './freshness.js';
import { addressOfQuery, normalForm } from './normal-form.js';
import type { ObservationQuery } from './observation-query.js';
import type { FreshnessAnswer, ObservationsAnswer } from './observations.answer.js';
import { pageOf } from './order.js';
import { countsFor, rollUp, together, type VillageCounts } from './roll-up.js';
import { readingsOf, rowsOf, sexesOf } from './rows.js';
import { topmost } from './units.js';

const LICENCE = 'CC-BY-4.0';
const ATTRIBUTION = {
  id: 'Satu Data Lampung; sumber: Disdukcapil kabupaten/kota',
  en: 'Lampung Satu Data; source: civil registration offices of the regencies and cities',
};

/**
 * The whole answer from the question and what the store knew at one moment.
 * @param villages how many villages a source is expected to report for
 * @throws Problem `invalid-query` when the cursor is not of this query
 */
export function answerObservations(
  query: ObservationQuery,
  units: readonly Region[],
  snapshot: Snapshot,
  villages: number,
): ObservationsAnswer {
  const sums = rollUp(
    snapshot,
    units.map(({ code }) => code),
  );
  const { rows, last } = pageOf(query, rowsOf(query, units, sums), placeAtCursor(query));
  const cells = cellsOf(query, units.length);
  const returned = rows.length * query.indicators.length;
  return {
    query: { ...normalForm(query), self: addressOfQuery(query) },
    ...tableOf(query, rows),
    totals: totalsOf(query, snapshot),
    cells,
    returned,
    complete: returned === cells,
    ...(last && { next: addressOfQuery({ ...query, cursor: cursorAfter(query, last) }) }),
    freshness: freshnessAnswer(sourcesOf(query), snapshot, villages),
    provenance: { indicators: query.indicators.map(provenanceOf) },
    licence: LICENCE,
    attribution: ATTRIBUTION,
  };
}

/** The sources that the indicators asked for are made of. */
export function sourcesOf({ indicators }: ObservationQuery): SourceName[] {
  return [...new Set(indicators.flatMap((id) => indicator(id).sources))].sort();
}

function totalsOf(query: ObservationQuery, villageCounts: VillageCounts): Record<string, Cell> {
  const everything = together(rollUp(villageCounts, topmost(query.regions)).values());
  const readings = readingsOf(query, countsFor(everything, sexesOf(query)));
  const entries = query.indicators.flatMap((id, index): [string, Cell][] => [
    [id, readings[index]?.value ?? null],
    [`${id}_status`, readings[index]?.status ?? null],
  ]);
  return Object.fromEntries(entries);
}

function freshnessAnswer(services: readonly SourceName[], { positions }: Snapshot, villages: number): FreshnessAnswer {
  const sources = services.map((service) =>
    freshnessOf(
      service,
      positions.find(({ source }) => source === service),
      villages,
    ),
  );
  return { worst: worstOf(sources.map(({ status }) => status)), sources };
}

function provenanceOf(id: ObservationQuery['indicators'][number]) {
  const { version, formula } = indicator(id);
  return { id, version, formula };
}
