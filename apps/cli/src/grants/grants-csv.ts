import type { Grant } from './grant.js';

const COLUMNS = {
  id: ({ id }) => id,
  state: ({ state }) => state,
  client: ({ client }) => client,
  service: ({ service }) => service,
  operations: ({ operations }) => operations.join(' '),
  regions: ({ regions }) => regions.join(' '),
  purposes: ({ purposes }) => purposes.join(' '),
  agreement: ({ agreement }) => agreement,
  valid_from: ({ validFrom }) => validFrom,
  valid_to: ({ validTo }) => validTo ?? '',
  effective_to: ({ effectiveTo }) => effectiveTo ?? '',
  given_by: ({ given }) => given.by,
  given_at: ({ given }) => given.at,
  given_reason: ({ given }) => given.reason,
  ends: ({ ends }) => JSON.stringify(ends),
  client_revoked: ({ clientRevoked }) => (clientRevoked ? JSON.stringify(clientRevoked) : ''),
} as const satisfies Record<string, (grant: Grant) => string>;

/** RFC 4180; what happened more than once stands as JSON in its column. */
export function grantsCsv(grants: readonly Grant[]): string {
  const lines = [Object.keys(COLUMNS), ...grants.map((grant) => Object.values(COLUMNS).map((tell) => tell(grant)))];
  return lines.map((cells) => `${cells.map(cell).join(',')}\r\n`).join('');
}

/** Quoted always; a leading sign that a spreadsheet would calculate with is made text. */
function cell(value: string): string {
  const text = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return `"${text.replaceAll('"', '""')}"`;
}
