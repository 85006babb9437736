import { setTimeout as pause } from 'node:timers/promises';
import { countTodo, positionsOf, Replay, type KafkaConfig, type PartitionNext, type Projection } from '@satudata/inbox';
import { WHOLE_PROVINCE, type Logger, type ScopedDatabase } from '@satudata/service-kit';
import type { EntityManager } from 'typeorm';
import { CONSUMERS, type Generation } from '../generation.js';
import { stepTwo } from '../step-two.js';
import { Headway } from './headway.js';
import { noteProgress, type Run } from './run.js';

export type OtherGeneration = Exclude<Generation, 'live'>;

export interface IncomingParts {
  readonly run: Run;
  readonly generation: OtherGeneration;
  /** By topic. */
  readonly projections: ReadonlyMap<string, Projection>;
  /** As the owner of the schemas. */
  readonly owner: ScopedDatabase;
  /** As the app role, in this generation: what folds here may do no more than what folds in the live one. */
  readonly database: ScopedDatabase;
  readonly config: KafkaConfig;
  readonly logger: Logger;
}

const LOOK_EVERY_MS = 250;
const LOOK_OFTEN_MS = 20;

/** A generation that is on its way to become the live one: it hears the log behind live, and never past it. */
export class IncomingGeneration {
  private readonly consumer: string;
  private readonly replay: Replay;
  private readonly headway = new Headway();

  constructor(private readonly parts: IncomingParts) {
    this.consumer = CONSUMERS[parts.generation];
    this.replay = Replay.start({
      consumer: this.consumer,
      projections: parts.projections,
      tasks: stepTwo,
      config: parts.config,
      database: parts.database,
      logger: parts.logger,
    });
  }

  /** Follows live until the next events are at most so many. @throws Error when it cannot go on by itself */
  async follow(closeEnough: number): Promise<void> {
    while ((await this.eventsBehind()) > closeEnough) await pause(LOOK_EVERY_MS);
  }

  /** Likewise, until no more is left for step 2 either. */
  async followClosely(closeEnough: number): Promise<void> {
    do await this.follow(closeEnough);
    while ((await this.todoLeft(closeEnough)) > closeEnough);
  }

  /** Whether it stands at these positions, and nothing is left to do, within so many milliseconds. */
  async reaches(vector: readonly PartitionNext[], within: number): Promise<boolean> {
    this.replay.moveBound(vector);
    const until = performance.now() + within;
    for (;;) {
      this.replay.assertGoing();
      const own = await this.asOwner((manager) => positionsOf(manager, this.consumer));
      await this.note(own, vector);
      if (sum(own) === sum(vector) && !(await this.hasTodo())) return true;
      if (performance.now() > until) return false;
      await pause(LOOK_OFTEN_MS);
    }
  }

  async stop(): Promise<void> {
    await this.replay.stop();
  }

  private async eventsBehind(): Promise<number> {
    const [own, bound] = await this.asOwner(async (manager) => [
      await positionsOf(manager, this.consumer),
      await positionsOf(manager, CONSUMERS.live),
    ]);
    this.replay.moveBound(bound);
    this.replay.assertGoing();
    await this.note(own, bound);
    return Number(sum(bound) - sum(own));
  }

  private async note(own: readonly PartitionNext[], bound: readonly PartitionNext[]): Promise<void> {
    const progress = { done: sum(own), total: sum(bound), perSecond: this.headway.at(sum(own)) };
    await this.asOwner((manager) => noteProgress(manager, this.parts.run.id, progress));
  }

  private todoLeft(closeEnough: number): Promise<number> {
    return this.asOwner((manager) => countTodo(manager, this.consumer, closeEnough + 1));
  }

  private hasTodo(): Promise<boolean> {
    const consumers = [this.consumer, CONSUMERS.live];
    return this.asOwner(async (manager) => {
      for (const consumer of consumers) if ((await countTodo(manager, consumer, 1)) > 0) return true;
      return false;
    });
  }

  private asOwner<T>(work: (manager: EntityManager) => Promise<T>): Promise<T> {
    return this.parts.owner.inScope(WHOLE_PROVINCE, work);
  }
}

function sum(positions: readonly PartitionNext[]): bigint {
  return positions.reduce((total, { next }) => total + BigInt(next), 0n);
}
