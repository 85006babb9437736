import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { once } from 'node:events';
import { join } from 'node:path';
import type { FaultAction, FaultPoint } from '@satudata/service-kit';
import { waitFor } from '@satudata/testing';

export interface MemberPlan {
  readonly service: 'population-registry' | 'consolidation';
  /** Its log and its fault points lie here, under its name. */
  readonly folder: string;
  readonly name: string;
  readonly port: number;
  readonly environment: NodeJS.ProcessEnv;
}

const APPS = join(__dirname, '../../../..');
const AGAIN_AFTER_MS = 100;
const READY = { within: 60_000 };
const STRUCK = { within: 30_000 };

export const programOf = (service: string, file: string): string => join(APPS, service, 'dist', file);

/** One process of a service, started again whenever it dies, whose fault points can be armed while it runs. */
export class Member {
  /** How often it died without having been asked to. */
  deaths = 0;
  private child: ChildProcess | undefined;
  private leaving = false;
  private readonly points: string;

  constructor(private readonly plan: MemberPlan) {
    this.points = join(plan.folder, `${plan.name}.faults`);
    mkdirSync(this.points, { recursive: true });
  }

  get url(): string {
    return `http://127.0.0.1:${this.plan.port}`;
  }

  start(): void {
    const { folder, name, service, environment, port } = this.plan;
    const log = openSync(join(folder, `${name}.log`), 'a');
    this.leaving = false;
    this.child = spawn(process.execPath, [programOf(service, 'main.js')], {
      env: { ...environment, PORT: String(port), SATUDATA_FAULTS_DIR: this.points },
      // A channel whose closing ends the service when this process is gone.
      stdio: ['ignore', log, log, 'ipc'],
    });
    closeSync(log);
    this.child.on('error', () => undefined);
    this.child.once('exit', () => this.died());
  }

  /** Resolves when it says that it is ready. */
  async ready(): Promise<void> {
    const isReady = async () => (await fetch(`${this.url}/health/ready`, { signal: AbortSignal.timeout(2_000) })).ok;
    await waitFor(`${this.plan.name} to be ready`, isReady, READY);
  }

  /** Arms a point, `passes` of which are let through first. */
  arm(point: FaultPoint, action: FaultAction, passes = 0): void {
    writeFileSync(this.fileOf(point), `${action} ${passes}`);
  }

  disarm(point: FaultPoint): void {
    rmSync(this.fileOf(point), { force: true });
  }

  /** Resolves when an armed point has struck. @throws Error when it is never passed */
  async struck(point: FaultPoint): Promise<void> {
    await waitFor(`${this.plan.name} to pass ${point}`, () => !existsSync(this.fileOf(point)), STRUCK);
  }

  /** `kill -9`; it is started again. */
  kill(): void {
    this.child?.kill('SIGKILL');
  }

  halt(): void {
    this.child?.kill('SIGSTOP');
  }

  goOn(): void {
    this.child?.kill('SIGCONT');
  }

  /** Ends it for good, as a supervisor would, and hard when it does not leave. */
  async stop(): Promise<void> {
    const { child } = this;
    this.leaving = true;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    child.kill('SIGCONT');
    child.kill('SIGTERM');
    const late = setTimeout(() => child.kill('SIGKILL'), 10_000);
    await gone;
    clearTimeout(late);
  }

  private died(): void {
    if (this.leaving) return;
    this.deaths += 1;
    setTimeout(() => !this.leaving && this.start(), AGAIN_AFTER_MS);
  }

  private fileOf(point: FaultPoint): string {
    return join(this.points, point);
  }
}
