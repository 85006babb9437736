import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, existsSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { homeLayout, readPlatformFile, type PlatformDescription } from '@satudata/local-platform';
import { waitFor } from '@satudata/testing';
import { SATUDATA } from '../platform/satudata.js';
import { isAlive, processTree, type LivingProcess } from './process-tree.js';

const READY_WITHIN_MS = 240_000;
const GONE_WITHIN_MS = 40_000;

/** A second platform beside the one under observation: `satudata start` in a home and on ports of its own. */
export class AnotherPlatform {
  readonly home = homeLayout(mkdtempSync(join(tmpdir(), 'satudata-another-')));
  private supervisor: ChildProcess | undefined;

  get description(): PlatformDescription {
    return readPlatformFile(this.home);
  }

  start(): void {
    const log = openSync(join(this.home.root, 'start.log'), 'a');
    this.supervisor = spawn(process.execPath, [SATUDATA, 'start'], {
      env: { ...process.env, SATUDATA_HOME: this.home.root, SATUDATA_PORT_BASE: '0' },
      stdio: ['ignore', log, log],
    });
    closeSync(log);
  }

  /** @returns how long it took, in milliseconds */
  async startUntilReady(): Promise<number> {
    const began = Date.now();
    this.start();
    await waitFor('the platform to be ready', () => this.isThere() && this.description.ready, {
      within: READY_WITHIN_MS,
    });
    return Date.now() - began;
  }

  isThere(): boolean {
    if (this.running.exitCode !== null) throw new Error(`the platform ended: ${this.said()}`);
    return existsSync(this.home.platformFile);
  }

  processes(): LivingProcess[] {
    return processTree(this.running.pid ?? 0);
  }

  /** @returns the exit code of a clean stop */
  async stop(): Promise<number | null> {
    const { running } = this;
    const ended = once(running, 'exit');
    running.kill('SIGTERM');
    return ((await ended) as [number | null])[0];
  }

  /** `kill -9` of the supervisor alone. @returns once none of the processes there were is left */
  async killSupervisor(): Promise<void> {
    const processes = this.processes();
    this.running.kill('SIGKILL');
    await waitFor('every process to be gone', () => !processes.some(isAlive), { within: GONE_WITHIN_MS });
  }

  async remove(): Promise<void> {
    if (this.supervisor?.exitCode === null && this.supervisor.signalCode === null) await this.stop();
    rmSync(this.home.root, { recursive: true, force: true });
  }

  private get running(): ChildProcess {
    if (!this.supervisor) throw new Error('this platform was not started');
    return this.supervisor;
  }

  private said(): string {
    return readFileSync(join(this.home.root, 'start.log'), 'utf8').slice(-2_000);
  }
}
