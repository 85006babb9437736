/** How many pieces a full scan is cut into, so that no statement is long. */
export const SCAN_RANGES = 64;

/** A piece of the ids: from `from` up to, and without, `before`; null is open. */
export interface IdRange {
  readonly from: string | null;
  readonly before: string | null;
}

/**
 * One of the equal pieces of all UUIDs. The first and last are open, and texts that are no UUIDs lie between two of them
 * like any other: the pieces leave nothing out, whatever an id looks like.
 */
export function idRange(index: number): IdRange {
  return { from: index === 0 ? null : boundary(index), before: index + 1 === SCAN_RANGES ? null : boundary(index + 1) };
}

function boundary(index: number): string {
  const first = Math.floor((index * 256) / SCAN_RANGES);
  return `${first.toString(16).padStart(2, '0')}000000-0000-0000-0000-000000000000`;
}
