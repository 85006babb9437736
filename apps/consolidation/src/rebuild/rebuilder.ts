import { holdTodo, lockPositions, withoutTodo, type KafkaConfig, type Projection } from '@satudata/inbox';
import { faultPoint, isUnavailable, WHOLE_PROVINCE, type Logger, type ScopedDatabase } from '@satudata/service-kit';
import type { EntityManager } from 'typeorm';
import { CONSUMERS } from '../generation.js';
import { projectionOf, TOPICS_READ } from '../projections.js';
import { compareGenerations } from './compare.js';
import { createNextGeneration } from './create-next.js';
import { exchange, hasGeneration, keepMomentsOfArrival } from './exchange.js';
import { IncomingGeneration, type OtherGeneration } from './incoming-generation.js';
import { endRun, enterState, noteSwap, openRun, type Difference, type Run } from './run.js';
import { createSecondaryIndexes, dropSecondaryIndexes } from './secondary-indexes.js';
import { doWholeStepTwo } from './whole-step-two.js';

export interface RebuilderParts {
  /** As the owner of the schemas, who alone may make and rename them. */
  readonly owner: ScopedDatabase;
  /** As the app role, in the generation that is to come. */
  readonly incoming: Readonly<Record<OtherGeneration, ScopedDatabase>>;
  readonly config: KafkaConfig;
  readonly logger: Logger;
}

const FOLDING = new Map(TOPICS_READ.map((topic) => [topic, projectionOf(topic)]));
const LOADING = new Map([...FOLDING].map(([topic, projection]) => [topic, withoutTodo(projection)]));
/** So close behind live that the rest is a matter of a second. */
const CLOSE_EVENTS = 2_000;
/** Live intake waits no longer than this for the last events; then it goes on, and the end is tried again. */
const LONGEST_WAIT_MS = 15_000;

/**
 * Performs runs, one at a time, each step so that it can be taken again: what was done stands in the database, and a
 * rebuilder that was killed goes on from there.
 */
export class Rebuilder {
  constructor(private readonly parts: RebuilderParts) {}

  /** Performs the open run, if there is one and no other rebuilder is at it. @returns whether it did */
  performOpenRun(): Promise<boolean> {
    return this.patiently(async (manager) => {
      const [row] = await manager.query<[{ locked: boolean }]>(
        `select pg_try_advisory_xact_lock(hashtext('rebuild.run')) as locked`,
      );
      const run = row.locked ? await openRun(manager) : undefined;
      if (run) await this.perform(run);
      return run !== undefined;
    });
  }

  private async perform(run: Run): Promise<void> {
    this.parts.logger.info({ run: run.id, kind: run.kind, state: run.state }, 'run taken up');
    try {
      await (run.kind === 'rebuild' ? this.rebuild(run) : this.stepBack(run));
    } catch (error) {
      if (isUnavailable(error)) throw error;
      this.parts.logger.error({ err: error, run: run.id }, 'run failed');
      await this.asOwner((manager) => endRun(manager, run.id, { state: 'failed', cause: causeOf(error) }));
    }
  }

  private async rebuild(run: Run): Promise<void> {
    if (run.state === 'requested') await this.createNext(run);
    if (run.state !== 'following') await this.load(run);
    await this.withIncoming(run, 'next', FOLDING, (incoming) =>
      this.bringIn(run, incoming, { from: 'next', keptAs: 'previous' }, async (manager) => {
        const differences = await compareGenerations(manager);
        if (differences.length === 0) await keepMomentsOfArrival(manager);
        return differences;
      }),
    );
  }

  /** Nothing is compared: who steps back holds the live generation for the wrong one. */
  private async stepBack(run: Run): Promise<void> {
    if (!(await this.asOwner((manager) => hasGeneration(manager, 'previous')))) throw new NothingToGoBackTo();
    await this.withIncoming(run, 'previous', FOLDING, (incoming) =>
      this.bringIn(run, incoming, { from: 'previous', keptAs: 'next' }, () => Promise.resolve([])),
    );
  }

  private async createNext(run: Run): Promise<void> {
    await this.patiently(async (manager) => {
      await createNextGeneration(manager);
      await dropSecondaryIndexes(manager);
      await enterState(manager, run.id, 'loading');
    });
    await faultPoint('rebuild.afterCreate');
  }

  /** Indexes and step 2 come at the end, for all events at once: one by one they cost as much as the events. */
  private async load(run: Run): Promise<void> {
    await this.withIncoming(run, 'next', LOADING, (incoming) => incoming.follow(CLOSE_EVENTS));
    await faultPoint('rebuild.afterLoad');
    await this.patiently(async (manager) => {
      await createSecondaryIndexes(manager);
      await doWholeStepTwo(manager);
      await enterState(manager, run.id, 'following');
    });
    await faultPoint('rebuild.afterIndexes');
  }

  private async bringIn(
    run: Run,
    incoming: IncomingGeneration,
    places: { readonly from: OtherGeneration; readonly keptAs: OtherGeneration },
    examine: (manager: EntityManager) => Promise<readonly Difference[]>,
  ): Promise<void> {
    for (;;) {
      await incoming.followClosely(CLOSE_EVENTS);
      if (await this.exchangeAtRest(run, incoming, places, examine)) return;
    }
  }

  /** Live stands still from the first line to the last. @returns false when the rest took too long: live goes on */
  private async exchangeAtRest(
    run: Run,
    incoming: IncomingGeneration,
    { from, keptAs }: { readonly from: OtherGeneration; readonly keptAs: OtherGeneration },
    examine: (manager: EntityManager) => Promise<readonly Difference[]>,
  ): Promise<boolean> {
    const pausedAt = performance.now();
    let swapsAt = pausedAt;
    const isOver = await this.patiently(async (manager) => {
      const vector = await lockPositions(manager, CONSUMERS.live);
      if (!(await incoming.reaches(vector, LONGEST_WAIT_MS))) return false;
      await holdTodo(manager, CONSUMERS.live);
      await faultPoint('rebuild.afterPause');
      const differences = await examine(manager);
      await faultPoint('rebuild.afterCompare');
      swapsAt = performance.now();
      if (differences.length === 0) await exchange(manager, from, keptAs);
      const state = differences.length === 0 ? 'done' : 'refused';
      await endRun(manager, run.id, { state, differences, pausedMs: Math.round(performance.now() - pausedAt) });
      await faultPoint('rebuild.afterExchange');
      return true;
    });
    await faultPoint('rebuild.afterSwap');
    if (isOver) await this.asOwner((manager) => noteSwap(manager, run.id, performance.now() - swapsAt));
    return isOver;
  }

  private async withIncoming(
    run: Run,
    generation: OtherGeneration,
    projections: ReadonlyMap<string, Projection>,
    work: (incoming: IncomingGeneration) => Promise<void>,
  ): Promise<void> {
    const { owner, config, logger } = this.parts;
    const database = this.parts.incoming[generation];
    const incoming = new IncomingGeneration({ run, generation, projections, owner, database, config, logger });
    try {
      await work(incoming);
    } finally {
      await incoming.stop();
    }
  }

  private asOwner<T>(work: (manager: EntityManager) => Promise<T>): Promise<T> {
    return this.parts.owner.inScope(WHOLE_PROVINCE, work);
  }

  /** For what takes longer than a service may ask for, or waits for something else meanwhile. */
  private patiently<T>(work: (manager: EntityManager) => Promise<T>): Promise<T> {
    return this.asOwner(async (manager) => {
      await manager.query('set local statement_timeout = 0');
      await manager.query('set local idle_in_transaction_session_timeout = 0');
      return work(manager);
    });
  }
}

class NothingToGoBackTo extends Error {
  override readonly name = 'NothingToGoBackTo';
}

/** The class alone: the message of a database's error may quote what was written. */
function causeOf(error: unknown): string {
  return error instanceof Error ? error.name : typeof error;
}
