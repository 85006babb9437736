import type { JWK } from 'jose';
import { WHOLE_PROVINCE, type ScopedDatabase } from '../database/scoped-database.js';
import { newSigningKey } from './es256.js';
import { SigningKeys } from './signing-keys.js';

interface SigningKeyRow {
  readonly jwk: JWK;
  readonly signs_from: Date;
}

/**
 * SQL of the table in which a service keeps the keys it makes. Grant `select, insert`: to change or remove a key is an
 * act of the owner. Released: a change is a new migration.
 */
export function signingKeyTable(schema: string): string {
  return `create table ${schema}.signing_key (
     kid text primary key,
     jwk jsonb not null,
     signs_from timestamptz not null default now(),
     published_to timestamptz not null default 'infinity'
   )`;
}

/** The published keys of a schema's table; a table without any gets its first. */
export async function readSigningKeys(database: ScopedDatabase, schema: string): Promise<SigningKeys> {
  const first = await newSigningKey();
  return database.inScope(WHOLE_PROVINCE, async (manager) => {
    // Two instances that start together on an empty database must agree on one key.
    await manager.query(`select pg_advisory_xact_lock(hashtext($1))`, [`${schema}.signing_key`]);
    await manager.query(
      `insert into ${schema}.signing_key (kid, jwk)
       select $1, $2 where not exists (select from ${schema}.signing_key where published_to > now())`,
      [first.kid, first],
    );
    const rows = await manager.query<SigningKeyRow[]>(
      `select jwk, signs_from from ${schema}.signing_key where published_to > now() order by signs_from desc`,
    );
    return new SigningKeys(rows.map(({ jwk, signs_from: signsFrom }) => ({ jwk, signsFrom })));
  });
}
