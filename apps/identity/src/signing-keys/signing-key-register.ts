import { Injectable } from '@nestjs/common';
import { newSigningKey, ScopedDatabase, WHOLE_PROVINCE } from '@satudata/service-kit';
import type { EntityManager } from 'typeorm';
import type { RecordedKey, StoredKey } from './signing-key.js';
import { isWithdrawn, PUBLISHED_AHEAD_MS, publishedAt, signingAt, waitingAt } from './signing-key.rules.js';

/** As their table holds them: thumbprints by sha-256. */
const KID = /^[\w-]{43}$/;

interface Deed {
  readonly by: string;
  readonly reason: string;
}

interface Plan {
  readonly keys: readonly StoredKey[];
  /** By the clock that all instances share. */
  readonly now: Date;
}

/** The keys that sign tokens. Rows are only added: what holds follows from all of them and the time. */
@Injectable()
export class SigningKeyRegister {
  constructor(private readonly database: ScopedDatabase) {}

  /** Youngest first. Where none of them signs, as at the very first start, one is made that does. */
  async published(): Promise<StoredKey[]> {
    const { keys, now } = await this.database.inScope(WHOLE_PROVINCE, planOf);
    return signingAt(keys, now) ? publishedAt(keys, now) : this.withFirst();
  }

  /** Youngest first, those that are over among them. */
  list(): Promise<RecordedKey[]> {
    return this.database.inScope(WHOLE_PROVINCE, (manager) => manager.query<RecordedKey[]>(HISTORY));
  }

  /** Makes the next key, to sign in ten minutes; while one waits already it does nothing. */
  rotate(deed: Deed): Promise<void> {
    return this.inTurn(async (manager) => {
      const { keys, now } = await planOf(manager);
      if (!waitingAt(keys, now)) await add(manager, new Date(now.getTime() + PUBLISHED_AHEAD_MS), deed);
    });
  }

  /**
   * For ever: who asks again changes nothing. The place of a key that signs is taken by a new one at once.
   * @returns false for a key that never was
   */
  async withdraw(kid: string, deed: Deed): Promise<boolean> {
    if (!KID.test(kid)) return false;
    return this.inTurn(async (manager) => {
      const { keys, now } = await planOf(manager);
      const key = keys.find((one) => one.kid === kid);
      if (!key || isWithdrawn(key, now)) return key !== undefined;
      await manager.query(WITHDRAW, [kid, deed.by, now, deed.reason]);
      if (signingAt(keys, now) === key) await add(manager, now, deed);
      return true;
    });
  }

  private withFirst(): Promise<StoredKey[]> {
    return this.inTurn(async (manager) => {
      const { keys, now } = await planOf(manager);
      if (signingAt(keys, now)) return publishedAt(keys, now);
      await add(manager, now, { by: 'identity', reason: 'tidak ada kunci yang menandatangani / no key signed' });
      return publishedAt((await planOf(manager)).keys, now);
    });
  }

  /** Two instances that start together on an empty database must agree on one key, and two rotations on one next. */
  private inTurn<T>(work: (manager: EntityManager) => Promise<T>): Promise<T> {
    return this.database.inScope(WHOLE_PROVINCE, async (manager) => {
      await manager.query(`select pg_advisory_xact_lock(hashtext('identity.signing_key'))`);
      return work(manager);
    });
  }
}

async function planOf(manager: EntityManager): Promise<Plan> {
  // Not the time of the transaction: who waited for its turn began before what it finds.
  const [clock] = await manager.query<{ now: Date }[]>('select clock_timestamp() as now');
  if (!clock) throw new Error('the database did not tell the time');
  return { keys: await manager.query<StoredKey[]>(KEYS), now: clock.now };
}

async function add(manager: EntityManager, signsFrom: Date, { by, reason }: Deed): Promise<void> {
  const jwk = await newSigningKey();
  await manager.query(
    `insert into identity.signing_key (kid, jwk, signs_from, made_by, reason) values ($1, $2, $3, $4, $5)`,
    [jwk.kid, jwk, signsFrom, by, reason],
  );
}

/** The owner may also end a key by `published_to`. */
const PLAN = `k.kid, k.signs_from as "signsFrom",
       least(nullif(k.published_to, 'infinity'), w.withdrawn_at) as "withdrawnAt"`;
const FROM = `from identity.signing_key k left join identity.signing_key_withdrawal w on w.kid = k.kid`;
const KEYS = `select ${PLAN}, k.jwk ${FROM}`;

const HISTORY = `
  select ${PLAN},
         jsonb_build_object('by', k.made_by, 'at', k.made_at, 'reason', k.reason) as made,
         case when w.kid is not null
              then jsonb_build_object('by', w.withdrawn_by, 'at', w.withdrawn_at, 'reason', w.reason) end as withdrawn
  ${FROM} order by k.signs_from desc, k.kid desc`;

const WITHDRAW = `
  insert into identity.signing_key_withdrawal (kid, withdrawn_by, withdrawn_at, reason) values ($1, $2, $3, $4)
  on conflict (kid) do nothing`;
