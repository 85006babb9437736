import { once } from 'node:events';
import { join } from 'node:path';
import { homeInUse } from '../failures.js';
import { prepareHome } from '../home.js';
import type { Home } from '../home.js';
import { isHeldByOther, tryLock } from './process-lock.js';
import type { ProcessLock } from './process-lock.js';
import { stopRecorded } from './run-record.js';
import { SupervisedChild } from './supervised-child.js';
import type { ChildPlan } from './supervised-child.js';
import { startWatchdog } from './start-watchdog.js';
import { turnLogs } from './turn-logs.js';

/** The processes of one home: started, kept running, and stopped together. */
export class Supervisor {
  private readonly children: SupervisedChild[] = [];
  private listener: () => void = () => undefined;
  private stopping = false;

  private constructor(
    readonly home: Home,
    readonly log: (line: string) => void,
    private readonly lock: ProcessLock,
    private readonly watchdog: ReturnType<typeof startWatchdog>,
  ) {}

  /**
   * Takes the home, and first stops whatever a supervisor killed by `kill -9` left running in it.
   * @throws PlatformFailure `home-not-writable`, `home-in-use`
   */
  static async open(root: string, log: (line: string) => void): Promise<Supervisor> {
    const home = prepareHome(root);
    const lock = tryLock(join(home.root, 'supervisor.lock'));
    if (isHeldByOther(lock)) throw homeInUse(home.root, lock.pid);
    for (const left of await stopRecorded(home.run)) {
      log(`${left.name} dari jalan sebelumnya dihentikan / left over from an earlier run, was stopped`);
    }
    turnLogs(home.logs);
    return new Supervisor(home, log, lock, startWatchdog(home));
  }

  start(plan: ChildPlan): SupervisedChild {
    const { home, log } = this;
    if (this.stopping) throw new Error(`The platform is stopping: ${plan.name} is not started any more.`);
    const child = new SupervisedChild(plan, { home, log, changed: () => this.listener() });
    this.children.push(child);
    return child;
  }

  /** Calls `listener` whenever a child runs under a new pid. */
  whenChanged(listener: () => void): void {
    this.listener = listener;
  }

  /** Services first, then the broker, then the database; afterwards no process of this home is left. */
  async stop(): Promise<void> {
    this.stopping = true;
    for (const child of this.children) child.release();
    await stopRecorded(this.home.run);
    this.watchdog.ref();
    this.watchdog.stdin.end();
    if (this.watchdog.exitCode === null && this.watchdog.signalCode === null) await once(this.watchdog, 'exit');
    this.lock.release();
  }
}
