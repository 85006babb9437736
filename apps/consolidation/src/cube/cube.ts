import { addTodo } from '@satudata/inbox';
import { boolArray, int4Array, int8Array, prepared, textArray } from '@satudata/service-kit';
import type { EntityManager } from 'typeorm';
import { keyOf, newestPerRecord, type RecordFact } from '../raw/record-fact.js';
import { count, type Cell, type Contribution, type Countable, type Delta } from './contribution.js';

/** Names of the tables and columns of one cube; they are ours, never input. */
export interface Cube {
  /** Of the tables `<name>_delta`, `_checkpoint` and `_ledger`. */
  readonly name: string;
  readonly contributions: string;
  readonly cell: readonly string[];
  readonly measure: string;
}

export const CUBES = {
  population: {
    name: 'population',
    contributions: 'person_contribution',
    cell: ['village', 'sex'],
    measure: 'persons',
  },
  family: { name: 'family', contributions: 'family_contribution', cell: ['village'], measure: 'families' },
} as const satisfies Record<string, Cube>;

export interface CountableRecord extends RecordFact {
  readonly countable: Countable;
}

/**
 * Step 1 of a cube: moves the contributions of these records and appends the differences.
 * @param facts every version heard of records that advanced, in the order of the log; the records are locked
 * @returns how many versions were newer than what was stored
 */
export async function countInto(
  manager: EntityManager,
  cube: Cube,
  facts: readonly CountableRecord[],
): Promise<number> {
  if (facts.length === 0) return 0;
  const stored = await exchangeContributions(manager, cube, newestPerRecord(facts));
  const { deltas, applied } = count(
    facts.map(({ countable }) => countable),
    stored,
  );
  if (deltas.length > 0) {
    await Promise.all([appendDeltas(manager, cube, deltas), addTodo(manager, 'cube', [cube.name])]);
  }
  return applied;
}

/** Writes what each record contributes now, and answers what it contributed before: what advanced is newer than that. */
async function exchangeContributions(
  manager: EntityManager,
  { contributions, cell }: Cube,
  records: readonly CountableRecord[],
): Promise<Map<string, Contribution>> {
  const names = cell.join(', ');
  const { rows } = await prepared<StoredContribution>(
    manager,
    `insert into ${contributions} (source, id, version, counted, region, ${names})
     select source, id, version, counted, left(village, 5), ${names}
       from unnest($1::text[], $2::text[], $3::int8[], $4::bool[], ${cellParameters(cell, 5)})
            as row (source, id, version, counted, ${names})
     on conflict (source, id) do update
       set version = excluded.version, counted = excluded.counted, region = excluded.region,
           ${cell.map((column) => `${column} = excluded.${column}`).join(', ')}
     returning source, id, old.version, old.counted, array[${cell.map((column) => `old.${column}`).join(', ')}] as cell`,
    [
      textArray(records.map(({ source }) => source)),
      textArray(records.map(({ id }) => id)),
      int8Array(records.map(({ countable }) => countable.version)),
      boolArray(records.map(({ countable }) => countable.counted)),
      ...cellColumns(
        cell,
        records.map(({ countable }) => countable.cell),
      ),
    ],
  );
  const before = rows.filter((row) => row.version !== null);
  return new Map(before.map((row) => [keyOf(row), { ...row, version: Number(row.version) }]));
}

interface StoredContribution {
  readonly source: string;
  readonly id: string;
  /** Null when the record contributes for the first time. */
  readonly version: string | null;
  readonly counted: boolean;
  readonly cell: Cell;
}

async function appendDeltas(manager: EntityManager, cube: Cube, deltas: readonly Delta[]): Promise<void> {
  const names = cube.cell.join(', ');
  await prepared(
    manager,
    `insert into ${cube.name}_delta (${cube.measure}, valid_on, known_at, ${names})
     select count, valid_on::date, to_timestamp(known_at / 1000.0), ${names}
       from unnest($1::int4[], $2::text[], $3::int8[], ${cellParameters(cube.cell, 4)})
            as row (count, valid_on, known_at, ${names})`,
    [
      int4Array(deltas.map(({ count }) => count)),
      textArray(deltas.map(({ validOn }) => validOn)),
      int8Array(deltas.map(({ knownAt }) => knownAt)),
      ...cellColumns(
        cube.cell,
        deltas.map(({ cell }) => cell),
      ),
    ],
  );
}

function cellParameters(cell: readonly string[], first: number): string {
  return cell.map((_column, index) => `$${first + index}::text[]`).join(', ');
}

function cellColumns(cell: readonly string[], values: readonly Cell[]): Buffer[] {
  return cell.map((_column, index) => textArray(values.map((value) => value[index])));
}
