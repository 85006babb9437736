import type { Version } from '@satudata/testing';
import type { PromisedVersion, Residents } from '../workload/workload.js';

/** The last of the versions of each record. */
export function lastOfEach<Told extends Version>(versions: readonly Told[]): Told[] {
  const last = new Map<string, Told>();
  for (const version of versions) {
    if (version.version > (last.get(version.record)?.version ?? 0)) last.set(version.record, version);
  }
  return [...last.values()];
}

/** Where the persons of these versions count. */
export function residentsOf(last: readonly PromisedVersion[]): Residents {
  const residents = new Map<string, number>();
  for (const { cell } of last) residents.set(cell, (residents.get(cell) ?? 0) + 1);
  return residents;
}

/** Where persons are not those of the last promised version. */
export function differingPersons(last: readonly Version[], persons: ReadonlyMap<string, number>): string[] {
  return last.flatMap(({ record: nik, version }) => {
    const stands = persons.get(nik);
    return stands === version ? [] : [`person ${nik} stands at version ${stands ?? 'none'}, not ${version}`];
  });
}

/** Where counts have not moved by just the residents of the workload. */
export function differingCounts(before: Residents, after: Residents, residents: Residents): string[] {
  const cells = new Set([...before.keys(), ...after.keys(), ...residents.keys()]);
  return [...cells].flatMap((cell) => {
    const moved = (after.get(cell) ?? 0) - (before.get(cell) ?? 0);
    const expected = residents.get(cell) ?? 0;
    return moved === expected ? [] : [`${cell} counts ${moved} more, not ${expected}`];
  });
}
