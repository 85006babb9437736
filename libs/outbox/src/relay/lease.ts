import type { EntityManager } from 'typeorm';

/** Proof of being the one active relay; the token grows with every change of hands. */
export interface Lease {
  readonly holder: string;
  readonly token: string;
}

/**
 * Takes or renews the lease for so many milliseconds; undefined while somebody else holds it. The database's clock
 * decides.
 */
export async function takeLease(
  manager: EntityManager,
  relay: string,
  holder: string,
  leaseMs: number,
): Promise<Lease | undefined> {
  const rows = (await manager.query(
    `insert into outbox.lease as held (relay, holder, token, expires_at)
     values ($1, $2, 1, now() + make_interval(secs => $3))
     on conflict (relay) do update
       set holder = excluded.holder,
           token = held.token + case when held.holder = excluded.holder then 0 else 1 end,
           expires_at = excluded.expires_at
       where held.holder = excluded.holder or held.expires_at < now()
     returning token`,
    [relay, holder, leaseMs / 1_000],
  )) as { token: string }[];
  return rows[0] && { holder, token: rows[0].token };
}

/** Gives the lease back, so that a successor need not wait for it to run out. */
export async function releaseLease(manager: EntityManager, relay: string, lease: Lease): Promise<void> {
  await manager.query(`update outbox.lease set expires_at = now() where relay = $1 and token = $2 and holder = $3`, [
    relay,
    lease.token,
    lease.holder,
  ]);
}

/** The number of the next clock tick; undefined when the lease has passed on. */
export async function nextTick(manager: EntityManager, relay: string, lease: Lease): Promise<number | undefined> {
  const [rows] = (await manager.query(
    `update outbox.lease set ticks = ticks + 1 where relay = $1 and token = $2 and holder = $3 returning ticks`,
    [relay, lease.token, lease.holder],
  )) as [{ ticks: string }[], number];
  return rows[0] && Number(rows[0].ticks);
}
