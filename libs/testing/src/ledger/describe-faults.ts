import type { Faults, FaultClass, Version } from './ledger.js';

const SHOWN = 3;

/** One line per kind of fault that occurred, with the first few; empty when there is none. */
export function describeFaults(faults: Faults): string[] {
  const kinds = Object.entries(faults) as [FaultClass, readonly Version[]][];
  return kinds.flatMap(([kind, versions]) => (versions.length > 0 ? [describe(kind, versions)] : []));
}

function describe(kind: FaultClass, versions: readonly Version[]): string {
  const shown = versions.slice(0, SHOWN).map(({ record, version }) => `${record} version ${version}`);
  return `${kind}: ${versions.length} (${shown.join(', ')}${versions.length > SHOWN ? ', …' : ''})`;
}
