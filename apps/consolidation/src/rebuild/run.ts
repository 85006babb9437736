import type { EntityManager } from 'typeorm';

/** `step-back` makes the generation before the last rebuild the live one again. */
export const RUN_KINDS = ['rebuild', 'step-back'] as const;
export type RunKind = (typeof RUN_KINDS)[number];

/** In the order in which a run goes through them; it ends in one of the last three. */
export const RUN_STATES = ['requested', 'loading', 'following', 'done', 'refused', 'failed'] as const;
export type RunState = (typeof RUN_STATES)[number];
/** `refused`: live and rebuilt store differ, so nothing was swapped. `failed`: it could not be finished. */
export type EndedState = Extract<RunState, 'done' | 'refused' | 'failed'>;

/** What one generation holds under one name. The digest does not depend on the order of rows. */
export interface Digest {
  readonly rows: string;
  readonly digest: string;
}

export interface Difference {
  readonly table: string;
  readonly live: Digest;
  readonly rebuilt: Digest;
}

export interface Run {
  readonly id: string;
  readonly kind: RunKind;
  readonly state: RunState;
  readonly requestedAt: Date;
  readonly finishedAt: Date | null;
  readonly eventsDone: string;
  readonly eventsTotal: string;
  readonly eventsPerSecond: number | null;
  readonly pausedMs: number | null;
  readonly swapMs: number | null;
  readonly differences: readonly Difference[];
  readonly cause: string | null;
}

const COLUMNS = `
  id, kind, state, requested_at as "requestedAt", finished_at as "finishedAt", events_done::text as "eventsDone",
  events_total::text as "eventsTotal", events_per_second as "eventsPerSecond", paused_ms as "pausedMs",
  swap_ms as "swapMs", differences, cause`;

/** @throws a collision (SQLSTATE 23505) while another run is open */
export async function requestRun(manager: EntityManager, kind: RunKind): Promise<Run> {
  const [run] = await manager.query<[Run]>(
    `insert into rebuild.run (kind, state) values ($1, 'requested') returning ${COLUMNS}`,
    [kind],
  );
  return run;
}

export async function findRun(manager: EntityManager, id: string): Promise<Run | undefined> {
  const [run] = await manager.query<Run[]>(`select ${COLUMNS} from rebuild.run where id::text = $1`, [id]);
  return run;
}

export async function openRun(manager: EntityManager): Promise<Run | undefined> {
  const [run] = await manager.query<Run[]>(`select ${COLUMNS} from rebuild.run where finished_at is null`);
  return run;
}

export async function enterState(manager: EntityManager, id: string, state: RunState): Promise<void> {
  await manager.query('update rebuild.run set state = $2 where id = $1', [id, state]);
}

export interface RunProgress {
  readonly done: bigint;
  readonly total: bigint;
  readonly perSecond: number;
}

export async function noteProgress(manager: EntityManager, id: string, progress: RunProgress): Promise<void> {
  await manager.query(
    'update rebuild.run set events_done = $2, events_total = $3, events_per_second = $4 where id = $1',
    [id, progress.done.toString(), progress.total.toString(), Math.round(progress.perSecond)],
  );
}

export interface RunEnd {
  readonly state: EndedState;
  readonly pausedMs?: number;
  readonly differences?: readonly Difference[];
  readonly cause?: string;
}

export async function endRun(manager: EntityManager, id: string, end: RunEnd): Promise<void> {
  await manager.query(
    `update rebuild.run
        set state = $2, finished_at = now(), paused_ms = $3, differences = $4, cause = $5,
            events_done = case when $2 = 'done' then events_total else events_done end
      where id = $1`,
    [id, end.state, end.pausedMs, JSON.stringify(end.differences ?? []), end.cause],
  );
}

export async function noteSwap(manager: EntityManager, id: string, swapMs: number): Promise<void> {
  await manager.query('update rebuild.run set swap_ms = $2 where id = $1', [id, Math.round(swapMs)]);
}
