import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join, resolve } from 'node:path';
import { freePort, waitFor } from '@satudata/testing';
import { cpuSeconds, peakMemory, residentMemory } from '../machine.js';

const APPS = resolve(__dirname, '..', '..', '..');
/** As in the containers, deploy/Dockerfile. */
const MEMORY = ['--max-old-space-size=256', '--heap-growing-percent=150'];
const READY_WITHIN_MS = 60_000;

/** A service as it runs anywhere, from its build. */
export class ServiceProcess {
  private constructor(
    private readonly child: ChildProcess,
    readonly url: string,
  ) {}

  static async start(name: string, env: Readonly<Record<string, string>>): Promise<ServiceProcess> {
    const port = await freePort();
    // No token is ever checked here, so that the issuer need not exist.
    const own = { PORT: String(port), OIDC_ISSUER: 'http://127.0.0.1:9', NODE_ENV: 'development', LOG_LEVEL: 'warn' };
    const program = join(APPS, name, 'dist', 'main.js');
    const child = spawn(process.execPath, [...MEMORY, program], {
      env: { ...process.env, ...own, ...env },
      stdio: ['ignore', 'inherit', 'inherit'],
    });
    const url = `http://127.0.0.1:${port}`;
    const isReady = async () => (await fetch(`${url}/health/ready`)).ok;
    await waitFor(`${name} to be ready`, () => isReady().catch(() => false), { within: READY_WITHIN_MS });
    return new ServiceProcess(child, url);
  }

  halt(): void {
    this.child.kill('SIGSTOP');
  }

  goOn(): void {
    this.child.kill('SIGCONT');
  }

  /** Processor time used so far, seconds. */
  cpuSeconds(): number {
    return cpuSeconds(this.pid);
  }

  /** The most memory it has ever held, MB. */
  peakMemory(): number {
    return peakMemory(this.pid);
  }

  /** MB */
  memory(): number {
    return residentMemory(this.pid);
  }

  async stop(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const ended = once(this.child, 'exit');
    this.goOn();
    this.child.kill('SIGTERM');
    await ended;
  }

  private get pid(): number {
    return this.child.pid ?? 0;
  }
}

/** Runs the migrations of a service on a database. @throws Error when they fail */
export async function migrate(name: string, ownerUrl: string): Promise<void> {
  const child = spawn(process.execPath, [join(APPS, name, 'dist', 'migrate.js')], {
    env: { ...process.env, DATABASE_OWNER_URL: ownerUrl },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  const [code] = (await once(child, 'exit')) as [number | null];
  if (code !== 0) throw new Error(`the migrations of ${name} failed`);
}
