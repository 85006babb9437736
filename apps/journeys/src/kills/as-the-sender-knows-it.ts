import type { Version } from '@satudata/testing';
import type { PersonRevision } from '@satudata/synthetic-province';
import type { StoredVersion } from './ends.js';

/** Lines as versions of persons: the n-th line of a NIK is its version n. The sender knows no opaque ids. */
export function sentVersions(lines: readonly PersonRevision[]): Version[] {
  return lines.map(({ sourceVersion, ...person }) => ({
    record: person.nik,
    version: sourceVersion,
    digest: wordsOf(person),
  }));
}

/** The same of what the store holds: the record without what the registry adds to it. */
export function receivedVersions(stored: readonly StoredVersion[]): Version[] {
  return stored.map(({ value }) => {
    const { version, record } = JSON.parse(value) as { version: number; record: Record<string, unknown> };
    const { id, formerNiks, ...person } = record;
    return { record: String(person['nik']), version, digest: id && formerNiks ? wordsOf(person) : 'incomplete' };
  });
}

/** Two records that say the same give the same text, whatever the order of their fields. */
function wordsOf(record: object): string {
  return JSON.stringify(record, (_name, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  );
}
