import { BUCKET_TABLES } from '@satudata/outbox';
import type { EntityManager } from 'typeorm';
import { CUBES, type Cube } from '../cube/cube.js';
import { GENERATION_SCHEMAS, searchPathOf, type Generation } from '../generation.js';
import type { Difference, Digest } from './run.js';

/**
 * Tables that tell when something happened here, not what a source said: a rebuild has moments of its own. Clocks, and
 * the sums that move with them, settle when a tick is heard.
 */
const NOT_COMPARED: readonly string[] = [
  ...['migration', 'clock', 'completeness', 'said_version', 'batch_part'],
  ...BUCKET_TABLES,
  ...Object.values(CUBES).flatMap(partsOf),
];
const MOMENTS: Readonly<Record<string, readonly string[]>> = {
  source_activity: ['ingested_at'],
  batch_arrival: ['complete_at'],
};

/** A batch under way is counted apart for each transaction, and a rebuild cuts the log into others than live did. */
const BATCHES: Compared = {
  table: 'batch_part',
  query: 'select source, batch, sum(arrived) from batch_part group by source, batch',
};

/** What must be the same in both generations, as a query that either answers from its own tables. */
interface Compared {
  readonly table: string;
  readonly query: string;
}

/**
 * Compares live and next generation, table by table. Both must stand at the same positions, with nothing left to do.
 * A table that a later migration brings is compared without being named here.
 */
export async function compareGenerations(manager: EntityManager): Promise<Difference[]> {
  const compared = [...(await tablesCompared(manager)), BATCHES, ...Object.values(CUBES).flatMap(cubeCompared)];
  const differences: Difference[] = [];
  for (const { table, query } of compared) {
    const live = await digestOf(manager, 'live', query);
    differences.push(...differ(table, live, await digestOf(manager, 'next', query)));
  }
  for (const cube of Object.values(CUBES)) differences.push(...(await cubeAgainstCore(manager, cube)));
  return differences;
}

async function tablesCompared(manager: EntityManager): Promise<Compared[]> {
  const rows = await manager.query<{ name: string; columns: string[] }[]>(
    `select class.relname as name, array_agg(attname::text order by attname) as columns
       from pg_class class join pg_attribute on attrelid = class.oid and attnum > 0 and not attisdropped
      where class.relnamespace::regnamespace::text = any($1::text[]) and class.relkind in ('r', 'p')
        and not class.relispartition
      group by 1 order by 1`,
    [GENERATION_SCHEMAS],
  );
  return rows
    .filter(({ name }) => !NOT_COMPARED.includes(name))
    .map(({ name, columns }) => {
      const said = columns.filter((column) => !MOMENTS[name]?.includes(column));
      return { table: name, query: `select ${said.join(', ')} from ${name}` };
    });
}

/** A delta may be folded already or not; the sums by moment, and those of today, are the same. */
function cubeCompared(cube: Cube): Compared[] {
  const { name, cell, measure } = cube;
  const byMoment = [...cell, 'valid_on', 'known_at'].join(', ');
  const parts = ['delta', 'ledger'].map((part) => `select ${byMoment}, ${measure} from ${name}_${part}`);
  return [
    { table: name, query: sumsOf(cube) },
    {
      table: `${name} by moment`,
      query: `select ${byMoment}, sum(${measure}) from (${parts.join(' union all ')}) part
               group by ${byMoment} having sum(${measure}) <> 0`,
    },
  ];
}

function sumsOf({ name, cell, measure }: Cube): string {
  const parts = ['delta', 'checkpoint'].map((part) => `select ${cell.join(', ')}, ${measure} from ${name}_${part}`);
  return `select ${cell.join(', ')}, sum(${measure})::bigint from (${parts.join(' union all ')}) part
           group by ${cell.join(', ')} having sum(${measure}) <> 0`;
}

/** The rebuilt cube must also be what its own records add up to. */
async function cubeAgainstCore(manager: EntityManager, cube: Cube): Promise<Difference[]> {
  const counted = `select ${cube.cell.join(', ')}, count(*) from ${cube.contributions} where counted group by ${cube.cell.join(', ')}`;
  const core = await digestOf(manager, 'next', counted);
  return differ(`${cube.name} against core`, core, await digestOf(manager, 'next', sumsOf(cube)));
}

async function digestOf(manager: EntityManager, generation: Generation, query: string): Promise<Digest> {
  await manager.query(`select set_config('search_path', $1, true)`, [searchPathOf(generation).join(', ')]);
  const [digest] = await manager.query<[Digest]>(
    `select count(*)::text as rows, coalesce(sum(hash_record_extended(said, 0)), 0)::text as digest
       from (${query}) said`,
  );
  return digest;
}

function differ(table: string, live: Digest, rebuilt: Digest): Difference[] {
  return live.rows === rebuilt.rows && live.digest === rebuilt.digest ? [] : [{ table, live, rebuilt }];
}

function partsOf({ name }: Cube): string[] {
  return ['delta', 'ledger', 'checkpoint'].map((part) => `${name}_${part}`);
}
