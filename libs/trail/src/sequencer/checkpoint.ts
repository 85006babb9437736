import { createHash } from 'node:crypto';
import { WHOLE_PROVINCE, type ScopedDatabase, type Signer } from '@satudata/service-kit';

/** `typ` of the JWS. */
export const CHECKPOINT = 'trail-checkpoint+jwt';

/** What the service states of its trail; `iss` and `iat` are added by the signer. */
interface Checkpoint {
  /** The number of the last entry it covers. */
  readonly through: number;
  /** The hash of that entry, hex. */
  readonly head: string;
  /** sha-256 of the checkpoint before it as it was signed, hex; null for the first. */
  readonly previous: string | null;
}

export interface SignedCheckpoint {
  readonly through: number;
  readonly jws: string;
}

interface State {
  readonly number: string | null;
  readonly hash: string | null;
  readonly through: string | null;
  readonly jws: string | null;
}

/** The number of entries that no checkpoint covers yet. */
export async function countUncovered(database: ScopedDatabase): Promise<number> {
  const [row] = await database.inScope(WHOLE_PROVINCE, (manager) =>
    manager.query<{ uncovered: string }[]>(
      `select coalesce((select max(number) from trail.chain), 0)
              - coalesce((select max(through) from trail.checkpoint), 0) as uncovered`,
    ),
  );
  return Number(row?.uncovered ?? 0);
}

/**
 * Signs the trail as far as it is numbered, unless the last checkpoint says the same already.
 * @returns the last checkpoint; undefined while the trail is empty
 */
export function signCheckpoint(database: ScopedDatabase, signer: Signer): Promise<SignedCheckpoint | undefined> {
  return database.inScope(WHOLE_PROVINCE, async (manager) => {
    // Two instances must not both sign as the follower of the same checkpoint.
    await manager.query(`select pg_advisory_xact_lock(hashtext('trail.checkpoint'))`);
    const [state] = await manager.query<State[]>(STATE);
    const { number, hash, through, jws } = state ?? ({} as Partial<State>);
    if (!number || !hash) return undefined;
    if (through === number && jws) return { through: Number(number), jws };
    const previous = jws ? createHash('sha256').update(jws).digest('hex') : null;
    const signed = await signer.sign(CHECKPOINT, {
      through: Number(number),
      head: hash,
      previous,
    } satisfies Checkpoint);
    await manager.query('insert into trail.checkpoint (through, jws) values ($1, $2)', [number, signed]);
    return { through: Number(number), jws: signed };
  });
}

const STATE = `
  select head.number, head.hash, last.through, last.jws
  from (select number, hash from trail.chain order by number desc limit 1) head
  left join (select through, jws from trail.checkpoint order by through desc limit 1) last on true`;
