import { addTodo } from '@satudata/inbox';
import { boolArray, int4Array, int8Array, textArray } from '@satudata/service-kit';
import type { EntityManager } from 'typeorm';
import { keyOf, type RecordFact } from '../raw/record-fact.js';
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
  const records = new Map(facts.map((fact) => [fact.key, fact]));
  const stored = await readContributions(manager, cube, [...records.values()]);
  const { deltas, moved, applied } = count(
    facts.map(({ countable }) => countable),
    stored,
  );
  await writeContributions(manager, cube, records, moved);
  await appendDeltas(manager, cube, deltas);
  return applied;
}

async function readContributions(
  manager: EntityManager,
  { contributions, cell }: Cube,
  records: readonly RecordFact[],
): Promise<Map<string, Contribution>> {
  const rows = (await manager.query(
    `select source, id, version, counted, array[${cell.join(', ')}] as cell
       from unnest($1::text[], $2::text[]) as asked (source, id) join ${contributions} using (source, id)`,
    [textArray(records.map(({ source }) => source)), textArray(records.map(({ id }) => id))],
  )) as { source: string; id: string; version: string; counted: boolean; cell: Cell }[];
  return new Map(rows.map((row) => [keyOf(row), { ...row, version: Number(row.version) }]));
}

async function writeContributions(
  manager: EntityManager,
  { contributions, cell }: Cube,
  records: ReadonlyMap<string, RecordFact>,
  moved: ReadonlyMap<string, Contribution>,
): Promise<void> {
  const rows = [...moved].flatMap(([key, contribution]) => {
    const record = records.get(key);
    return record ? [{ record, contribution }] : [];
  });
  const names = cell.join(', ');
  await manager.query(
    `insert into ${contributions} (source, id, version, counted, region, ${names})
     select source, id, version, counted, left(village, 5), ${names}
       from unnest($1::text[], $2::text[], $3::int8[], $4::bool[], ${cellParameters(cell, 5)})
            as row (source, id, version, counted, ${names})
     on conflict (source, id) do update
       set version = excluded.version, counted = excluded.counted, region = excluded.region,
           ${cell.map((column) => `${column} = excluded.${column}`).join(', ')}`,
    [
      textArray(rows.map(({ record }) => record.source)),
      textArray(rows.map(({ record }) => record.id)),
      int8Array(rows.map(({ contribution }) => contribution.version)),
      boolArray(rows.map(({ contribution }) => contribution.counted)),
      ...cellColumns(
        cell,
        rows.map(({ contribution }) => contribution.cell),
      ),
    ],
  );
}

async function appendDeltas(manager: EntityManager, cube: Cube, deltas: readonly Delta[]): Promise<void> {
  if (deltas.length === 0) return;
  const names = cube.cell.join(', ');
  await manager.query(
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
  await addTodo(manager, 'cube', [cube.name]);
}

function cellParameters(cell: readonly string[], first: number): string {
  return cell.map((_column, index) => `$${first + index}::text[]`).join(', ');
}

function cellColumns(cell: readonly string[], values: readonly Cell[]): Buffer[] {
  return cell.map((_column, index) => textArray(values.map((value) => value[index])));
}
