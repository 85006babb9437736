import type { SourceName } from '@satudata/contracts';
import type { SourcePosition } from '../read-schema/read-schema.js';

/**
 * A source that runs says every few seconds how far it has told everything, busy or not. Half a minute without that
 * is several of its words missed: it has stopped, or the way from it is broken, and the planner is told within the
 * minute that is promised.
 */
export const LATE_AFTER_S = 30;

/** From best to worst. `unknown`: the source never said how far it has told everything. */
export const FRESHNESS_STATUSES = ['fresh', 'late', 'unknown'] as const;
export type FreshnessStatus = (typeof FRESHNESS_STATUSES)[number];

export interface SourceFreshness {
  readonly service: SourceName;
  readonly lastEvent: string | null;
  readonly ingested: string | null;
  readonly completeUntil: string | null;
  readonly lagS: number | null;
  readonly villagesReporting: number;
  readonly villagesExpected: number;
  readonly status: FreshnessStatus;
}

export function freshnessOf(
  service: SourceName,
  position: SourcePosition | undefined,
  villagesExpected: number,
): SourceFreshness {
  const lagS = secondsOf(position?.lag_s);
  return {
    service,
    lastEvent: instantOf(position?.last_event_at),
    ingested: instantOf(position?.ingested_at),
    completeUntil: instantOf(position?.complete_until),
    lagS,
    villagesReporting: position?.villages_reporting ?? 0,
    villagesExpected,
    status: statusOf(lagS),
  };
}

export function worstOf(statuses: readonly FreshnessStatus[]): FreshnessStatus {
  return FRESHNESS_STATUSES.findLast((status) => statuses.includes(status)) ?? 'unknown';
}

function statusOf(lagS: number | null): FreshnessStatus {
  if (lagS === null) return 'unknown';
  return lagS <= LATE_AFTER_S ? 'fresh' : 'late';
}

/** The source's clock may run a little ahead of the database's: that is no negative lag. */
function secondsOf(lag: number | null | undefined): number | null {
  return lag === null || lag === undefined ? null : Math.max(0, Math.round(lag));
}

function instantOf(text: string | null | undefined): string | null {
  return text ? new Date(text).toISOString() : null;
}
