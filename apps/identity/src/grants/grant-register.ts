import { Injectable } from '@nestjs/common';
import { ScopedDatabase, WHOLE_PROVINCE, type Grant } from '@satudata/service-kit';
import type { GrantEntry, RecordedGrant } from './grant.js';

export interface GrantSearch {
  readonly client?: string | undefined;
  readonly service?: string | undefined;
  /** Only grants written down after this one. */
  readonly after?: string | undefined;
}

const HISTORY = `
  select g.id, g.client, g.service, g.operations, g.regions, g.purposes, g.agreement,
         g.valid_from as "validFrom", nullif(g.valid_to, 'infinity') as "validTo",
         nullif(g.effective_to, 'infinity') as "effectiveTo",
         jsonb_build_object('by', g.given_by, 'at', g.given_at, 'reason', g.reason) as given,
         coalesce((select jsonb_agg(jsonb_build_object('endsAt', e.ends_at, 'by', e.ended_by, 'at', e.recorded_at,
                                                       'reason', e.reason) order by e.id)
                   from identity.grant_end e where e.grant_id = g.id), '[]') as ends,
         (select jsonb_build_object('by', r.revoked_by, 'at', r.revoked_at, 'reason', r.reason)
          from identity.client_revocation r where r.client = g.client) as "clientRevoked"
  from identity.grant_now g`;

/** Everything that was ever granted, and what is in force; rows are only added. */
@Injectable()
export class GrantRegister {
  constructor(private readonly database: ScopedDatabase) {}

  /** The grants at one service that are in force now, by the database's clock. */
  inForce(client: string, service: string): Promise<Grant[]> {
    return this.query<Grant>(
      `select service, operations, regions, purposes from identity.grant_now
       where client = $1 and service = $2 and valid_from <= now() and now() < effective_to order by id`,
      [client, service],
    );
  }

  /** In the order in which they were given, at most `limit`. */
  list({ client, service, after }: GrantSearch, limit: number): Promise<RecordedGrant[]> {
    return this.query<RecordedGrant>(
      `${HISTORY} where g.client = coalesce($1, g.client) and g.service = coalesce($2, g.service)
         and g.id > coalesce($3::bigint, 0) order by g.id limit $4`,
      [client, service, after, limit],
    );
  }

  async find(id: string): Promise<RecordedGrant | undefined> {
    const [grant] = await this.query<RecordedGrant>(`${HISTORY} where g.id = $1`, [id]);
    return grant;
  }

  /** @returns the id under which it is kept */
  async give(entry: GrantEntry, by: string): Promise<string> {
    const { client, service, operations, regions, purposes, agreement, reason, validFrom, validTo } = entry;
    const [row] = await this.query<{ id: string }>(
      `insert into identity.grant
         (client, service, operations, regions, purposes, agreement, reason, given_by, valid_from, valid_to)
       values ($1, $2, $3, $4, $5, $6, $7, $8, coalesce($9::timestamptz, now()), coalesce($10::timestamptz, 'infinity')) returning id`,
      [client, service, operations, regions, purposes, agreement, reason, by, validFrom, validTo],
    );
    if (!row) throw new Error('a grant was not written down');
    return row.id;
  }

  /** @param endsAt now, by the database's clock, if absent */
  async end(id: string, by: string, reason: string, endsAt: Date | undefined): Promise<void> {
    await this.query(
      `insert into identity.grant_end (grant_id, ended_by, reason, ends_at)
       values ($1, $2, $3, greatest($4::timestamptz, now()))`,
      [id, by, reason, endsAt],
    );
  }

  private query<Row>(sql: string, parameters: unknown[]): Promise<Row[]> {
    return this.database.inScope(WHOLE_PROVINCE, (manager) => manager.query<Row[]>(sql, parameters));
  }
}
