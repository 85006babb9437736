import { spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { join } from 'node:path';
import type { Home } from '../home.js';
import { recordRun } from './run-record.js';
import type { StopRule } from './run-record.js';

export interface ChildPlan {
  name: string;
  command: string;
  args: readonly string[];
  env: NodeJS.ProcessEnv;
  /** Whom to run as; only root can choose. */
  user?: { uid: number; gid: number };
  /** Gives a Node program a channel whose closing tells it that the supervisor is gone. */
  channel?: boolean;
  stop: StopRule;
}

export interface Surroundings {
  home: Home;
  log: (line: string) => void;
  /** A child runs under a new pid. */
  changed: () => void;
}

const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 5_000;
/** A child that ran this long had started well: the next pause is short again. */
const SETTLED_AFTER_MS = 30_000;

/** One process that is started again, after a pause that doubles, whenever it ends without having been asked to. */
export class SupervisedChild {
  pid = 0;
  restarts = 0;
  private pauseMs = FIRST_PAUSE_MS;
  private released = false;
  private timer: NodeJS.Timeout | undefined;

  constructor(
    readonly plan: ChildPlan,
    private readonly surroundings: Surroundings,
  ) {
    this.run();
  }

  get logFile(): string {
    return join(this.surroundings.home.logs, `${this.plan.name}.log`);
  }

  /** From now on its end is expected. */
  release(): void {
    this.released = true;
    clearTimeout(this.timer);
  }

  private run(): void {
    const { command, args, env, user, name, channel, stop } = this.plan;
    const log = openSync(this.logFile, 'a');
    const startedAt = Date.now();
    // A group of its own: Ctrl+C in a terminal reaches the supervisor alone, which then stops all in the right order.
    const child = spawn(command, args, {
      env,
      detached: true,
      stdio: ['ignore', log, log, channel ? 'ipc' : 'ignore'],
      ...user,
    });
    closeSync(log);
    if (child.pid === undefined) {
      child.once('error', (error) => this.ended(startedAt, error.message));
      return;
    }
    child.once('exit', (code, signal) => this.ended(startedAt, signal ?? `kode/code ${code}`));
    // Signals go by recorded pid; on a running child this only reports trouble with its channel, whose end we see too.
    child.on('error', () => undefined);
    this.pid = child.pid;
    recordRun(this.surroundings.home.run, name, child.pid, stop);
  }

  private ended(startedAt: number, how: string): void {
    if (this.released) return;
    if (Date.now() - startedAt > SETTLED_AFTER_MS) this.pauseMs = FIRST_PAUSE_MS;
    this.surroundings.log(`${this.plan.name} berhenti (${how}), dijalankan lagi / stopped, starting it again`);
    this.timer = setTimeout(() => this.restart(), this.pauseMs);
    this.pauseMs = Math.min(this.pauseMs * 2, LONGEST_PAUSE_MS);
  }

  private restart(): void {
    this.restarts += 1;
    this.run();
    this.surroundings.changed();
  }
}
