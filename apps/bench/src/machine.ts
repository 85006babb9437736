import { readFileSync } from 'node:fs';
import { cpus, loadavg, release, totalmem, type as system } from 'node:os';

/** What figures depend on besides the code. */
export interface Machine {
  readonly processors: string;
  readonly memoryMb: number;
  readonly system: string;
  readonly node: string;
  /** Processes that wanted to run in the last minute before the bench began. */
  readonly load: number;
}

export function thisMachine(): Machine {
  return {
    processors: `${cpus().length} x ${cpus()[0]?.model ?? 'unknown'}`,
    memoryMb: Math.round(totalmem() / 2 ** 20),
    system: `${system()} ${release()}`,
    node: process.versions.node,
    load: loadavg()[0] ?? 0,
  };
}

/** The most memory a process has ever held at once, MB (2^20 bytes). Linux only: proc(5), VmHWM. */
export function peakMemory(pid: number): number {
  const kilobytes = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return Number(kilobytes) / 1_024;
}
