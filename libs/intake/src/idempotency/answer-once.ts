import { Problem } from '@satudata/service-kit';
import type { EntityManager } from 'typeorm';
import type { Verdict } from '../verdict.js';

/** A request as its sender names it, so that it can be told from another one. */
export interface KeyedRequest {
  readonly client: string;
  readonly key: string;
  /** The same for the same request only. */
  readonly fingerprint: string;
}

/** How long the answer to a record is kept; a batch keeps its key as long as its verdicts. */
const KEPT_HOURS = 24;
const RETRY_AFTER_S = '1';

/**
 * The verdict first given under this key, or the one that `decide` gives now, which is kept in the same transaction:
 * whatever happens to the process, there is never an effect without its answer, nor an answer without its effect.
 * A lock that ends with the transaction says that a request is running; nothing is left of one that was killed.
 * @throws Problem as of draft-ietf-httpapi-idempotency-key §2.7: `still-running` (409), `key-reused` (422)
 */
export async function answerOnce(
  manager: EntityManager,
  request: KeyedRequest,
  decide: () => Promise<Verdict>,
): Promise<Verdict> {
  await lockKey(manager, request);
  const kept = await keptAnswer(manager, request);
  if (kept) return kept;
  const verdict = await decide();
  await keepAnswer(manager, request, verdict);
  return verdict;
}

/** Is the key that of a record, whose answer is still kept? */
export async function namesRecord(manager: EntityManager, client: string, key: string): Promise<boolean> {
  const rows = await manager.query<object[]>(
    `select from intake.answer where client = $1 and key = $2 and expires_at > now()`,
    [client, key],
  );
  return rows.length > 0;
}

async function lockKey(manager: EntityManager, { client, key }: KeyedRequest): Promise<void> {
  const [{ free }] = await manager.query<[{ free: boolean }]>(
    `select pg_try_advisory_xact_lock(hashtextextended('intake.answer ' || $1 || ' ' || $2, 0)) as free`,
    [client, key],
  );
  if (!free) throw new Problem('still-running', { headers: { 'retry-after': RETRY_AFTER_S } });
}

async function keptAnswer(manager: EntityManager, request: KeyedRequest): Promise<Verdict | undefined> {
  const [kept] = await manager.query<{ fingerprint: string | null; verdict: string }[]>(
    `select fingerprint, verdict from intake.answer where client = $1 and key = $2 and expires_at > now()
     union all
     select null, null from intake.batch where client = $1 and key = $2`,
    [request.client, request.key],
  );
  if (!kept) return undefined;
  if (kept.fingerprint !== request.fingerprint) throw new Problem('key-reused');
  return JSON.parse(kept.verdict) as Verdict;
}

async function keepAnswer(manager: EntityManager, request: KeyedRequest, verdict: Verdict): Promise<void> {
  await manager.query(
    `insert into intake.answer (client, key, fingerprint, verdict, expires_at)
     values ($1, $2, $3, $4, now() + make_interval(hours => $5))
     on conflict (client, key) do update
       set fingerprint = excluded.fingerprint, verdict = excluded.verdict, expires_at = excluded.expires_at`,
    [request.client, request.key, request.fingerprint, JSON.stringify(verdict), KEPT_HOURS],
  );
  await manager.query(FORGET_SOME);
}

/** Twice as many as are added: what has expired never grows, and no request pays for all of it. */
const FORGET_SOME = `
  delete from intake.answer where (client, key) in (
    select client, key from intake.answer where expires_at <= now() order by expires_at limit 2 for update skip locked)`;
