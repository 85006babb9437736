import type { PlatformDescription } from '@satudata/local-platform';
import { requestToken } from '../client-token.js';
import { urlOf } from '../running-platform.js';

/** What the planner API says of one indicator for the whole province. */
export interface PlannerAnswer {
  value: number | null;
  /** By source service: seconds between now and the moment up to which all of it is in the answer. */
  lagSeconds: Record<string, number | null>;
}

interface Observations {
  columns: { id: string }[];
  rows: (string | number | null)[][];
  freshness: { sources: { service: string; lagS: number | null }[] };
}

const ANSWER_WITHIN_MS = 10_000;

export async function plannerAnswer(platform: PlatformDescription, indicator: string): Promise<PlannerAnswer> {
  const service = 'planner-api';
  const { token } = await requestToken(platform, { client: 'planner-province', service });
  const query = new URLSearchParams({ indicator, region: '18' });
  const answer = await fetch(`${urlOf(platform, service)}/v1/observations?${query}`, {
    headers: { authorization: `Bearer ${token}` },
    signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
  });
  if (!answer.ok) throw new Error(`planner-api: ${answer.status}`);
  const { columns, rows, freshness } = (await answer.json()) as Observations;
  const value = rows[0]?.[columns.findIndex(({ id }) => id === indicator)];
  return {
    value: typeof value === 'number' ? value : null,
    lagSeconds: Object.fromEntries(freshness.sources.map(({ service: source, lagS }) => [source, lagS])),
  };
}
