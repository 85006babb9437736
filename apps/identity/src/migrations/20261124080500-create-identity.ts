import { appRole } from '@satudata/service-kit';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Who may ask for tokens (`client`), for what and until when (`grant`), the keys that sign them, and what the
 * authorization server must remember (`oidc_payload`: assertions already used). The service can neither change nor
 * remove a grant or a signing key: that is an act of the owner.
 */
export class CreateIdentity20261124080500 implements MigrationInterface {
  readonly name = 'CreateIdentity20261124080500';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of STATEMENTS) await runner.query(statement);
    const app = await appRole(runner);
    await runner.query(`grant usage on schema identity to ${app}`);
    await runner.query(`grant select, insert, update (jwks) on identity.client to ${app}`);
    await runner.query(`grant select, insert on identity.grant, identity.signing_key to ${app}`);
    await runner.query(`grant select, insert, update, delete on identity.oidc_payload to ${app}`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop table identity.client, identity.grant, identity.signing_key, identity.oidc_payload`);
  }
}

const STATEMENTS = [
  `create table identity.client (
     id text primary key check (id ~ '^[a-z0-9][a-z0-9.-]{1,62}$'),
     jwks jsonb not null,
     created_at timestamptz not null default now()
   )`,
  // Several grants for one service are allowed: they follow from several agreements with dates of their own.
  `create table identity.grant (
     id bigint generated always as identity primary key,
     client text not null references identity.client (id),
     service text not null,
     operations text[] not null check (cardinality(operations) > 0),
     regions text[] not null check (cardinality(regions) > 0),
     purposes text[] not null default '{}',
     agreement text not null,
     valid_from timestamptz not null default now(),
     valid_to timestamptz not null default 'infinity' check (valid_to > valid_from)
   )`,
  `create index grant_of_client on identity.grant (client, service)`,
  `create table identity.signing_key (
     kid text primary key,
     jwk jsonb not null,
     signs_from timestamptz not null default now(),
     published_to timestamptz not null default 'infinity'
   )`,
  `create table identity.oidc_payload (
     kind text not null,
     id text not null,
     payload jsonb not null,
     expires_at timestamptz not null,
     primary key (kind, id)
   )`,
  `create index oidc_payload_expiry on identity.oidc_payload (expires_at)`,
];
