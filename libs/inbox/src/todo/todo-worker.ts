import { setTimeout as pause } from 'node:timers/promises';
import { backoff, faultPoint, WHOLE_PROVINCE, type Logger, type ScopedDatabase } from '@satudata/service-kit';
import type { EntityManager } from 'typeorm';
import { forConsumer, lockTodo, takeTodo } from './todo.js';

/** One kind of work of step 2; it sees everything that is committed, and may be told the same subject again. */
export type TodoTask = (manager: EntityManager, subjects: readonly string[]) => Promise<void>;

export interface TodoWorkerParts {
  readonly consumer: string;
  readonly database: ScopedDatabase;
  readonly logger: Logger;
  readonly tasks: Readonly<Record<string, TodoTask>>;
}

/** The hot path is `wake`; this only finds what another member left behind. */
const POLL_MS = 1_000;

/** Step 2: drains what step 1 left to do, in transactions of its own, one worker at a time over all members. */
export class TodoWorker {
  private running: Promise<void> | undefined;
  private wanted = false;
  private readonly stopping = new AbortController();
  private failures = 0;
  private poll: NodeJS.Timeout | undefined;

  constructor(private readonly parts: TodoWorkerParts) {}

  start(): void {
    this.poll = setInterval(() => this.wake(), POLL_MS);
    this.wake();
  }

  wake(): void {
    this.wanted = true;
    if (this.stopping.signal.aborted) return;
    this.running ??= this.drain().finally(() => {
      this.running = undefined;
      if (this.wanted) this.wake();
    });
  }

  /** Consecutive rounds that failed; 0 when all is well. */
  get failing(): number {
    return this.failures;
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    clearInterval(this.poll);
    await this.running;
  }

  private async drain(): Promise<void> {
    const { database, consumer } = this.parts;
    while (this.wanted && !this.stopping.signal.aborted) {
      this.wanted = false;
      try {
        const more = await database.inScope(WHOLE_PROVINCE, (manager) => this.round(manager), forConsumer(consumer));
        await faultPoint('todo.afterCommit');
        this.wanted ||= more;
        this.failures = 0;
      } catch (error) {
        this.parts.logger.warn({ err: error, failures: this.failures }, 'step 2 failed, trying again');
        this.wanted = true;
        await pause(backoff(this.failures), undefined, { signal: this.stopping.signal }).catch(() => undefined);
        this.failures += 1;
      }
    }
  }

  private async round(manager: EntityManager): Promise<boolean> {
    const { consumer, tasks } = this.parts;
    if (!(await lockTodo(manager, consumer))) return false;
    const { rows, subjects } = await takeTodo(manager, consumer);
    await faultPoint('todo.afterTake');
    for (const [kind, task] of Object.entries(tasks)) {
      const found = subjects.get(kind);
      if (found) await task(manager, found);
    }
    await faultPoint('todo.afterTasks');
    return rows > 0;
  }
}
