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
export const peakMemory = (pid: number): number => memoryOf(pid, 'VmHWM');

/** The memory that a process holds now, MB. Linux only: proc(5), VmRSS. */
export const residentMemory = (pid: number): number => memoryOf(pid, 'VmRSS');

function memoryOf(pid: number, field: 'VmHWM' | 'VmRSS'): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return Number(new RegExp(`^${field}:\\s+(\\d+) kB$`, 'm').exec(status)?.[1]) / 1_024;
}

/** Ticks of the kernel's clock for programs, which is the same on every Linux. */
const TICKS_PER_SECOND = 100;

/** Processor time that a process has used so far, of its own and of the kernel for it, seconds. Linux only: proc(5), stat. */
export function cpuSeconds(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND;
}
