import { TYPE_PREFIX } from '@satudata/contracts';
import type { LogMessage } from '@satudata/event-log';

/** An event of no importance, for specifications: what a relay would send, without its place in the log. */
export function toldEvent(
  key: string,
  version: number,
  record: object = {},
): Omit<LogMessage, 'offset' | 'appendedAt'> {
  const at = '2026-01-01T00:00:00Z';
  return {
    key,
    value: Buffer.from(JSON.stringify({ version, change: { type: 'person.recorded', at }, record })),
    headers: {
      ce_specversion: '1.0',
      ce_id: `${key}-${version}`,
      ce_source: '/population-registry',
      ce_type: `${TYPE_PREFIX}.population-registry.person.recorded`,
      ce_subject: key,
      ce_time: at,
      'satudata-version': String(version),
      'satudata-tx': '1;1/1',
    },
  };
}
