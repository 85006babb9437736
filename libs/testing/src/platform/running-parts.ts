import { homeFromEnvironment, readPlatformFile, type PlatformDescription } from '@satudata/local-platform';
import { waitFor } from '../wait-for.js';

/** A process of the platform: a service by its name, the broker, or the database. */
export type Part = 'kafka' | 'postgres' | (string & {});

const BACK_WITHIN_MS = 60_000;

/** The processes of a running platform, as `platform.json` names them, to be halted and killed. */
export class RunningParts {
  private readonly halted = new Set<number>();

  constructor(private readonly home = homeFromEnvironment(process.env)) {}

  get description(): PlatformDescription {
    return readPlatformFile(this.home);
  }

  pid(part: Part): number {
    const { services, kafka, postgres } = this.description;
    const pid = part === 'kafka' ? kafka.pid : part === 'postgres' ? postgres.pid : services[part]?.pid;
    if (!pid) throw new Error(`${part} is no process of this platform`);
    return pid;
  }

  halt(part: Part): void {
    const pid = this.pid(part);
    process.kill(pid, 'SIGSTOP');
    this.halted.add(pid);
  }

  goOn(part: Part): void {
    const pid = this.pid(part);
    this.halted.delete(pid);
    process.kill(pid, 'SIGCONT');
  }

  /** `kill -9`, also of a halted process. @returns resolves when the supervisor has started it again */
  async kill(part: Part): Promise<void> {
    const pid = this.pid(part);
    process.kill(pid, 'SIGKILL');
    this.halted.delete(pid);
    await waitFor(`${part} to be started again`, () => this.pid(part) !== pid, { within: BACK_WITHIN_MS });
  }

  /** Nothing stays halted, however a test ended. */
  goOnAll(): void {
    for (const pid of this.halted) process.kill(pid, 'SIGCONT');
    this.halted.clear();
  }
}
