import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';

/** A process named so that it cannot be mistaken for a later one that was given the same pid. */
export interface ProcessRecord {
  pid: number;
  birth: string;
}

/** @returns undefined for a process that is gone, or dead and only waiting to be collected by its parent */
export function recordOf(pid: number): ProcessRecord | undefined {
  const birth = existsSync('/proc/self/stat') ? birthFromProc(pid) : birthFromPs(pid);
  return birth === undefined ? undefined : { pid, birth };
}

export function isAlive(record: ProcessRecord): boolean {
  return recordOf(record.pid)?.birth === record.birth;
}

export function commandOf(pid: number): string {
  try {
    if (existsSync('/proc/self/cmdline')) return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
    return execFileSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' });
  } catch {
    return '';
  }
}

/** proc(5): field 2 is the command in parentheses (it may hold spaces), field 3 the state, field 22 the start time. */
function birthFromProc(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    if (isDeadState(fields[0])) return undefined;
    return `${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()}:${fields[19]}`;
  } catch {
    return undefined;
  }
}

function birthFromPs(pid: number): string | undefined {
  try {
    const line = execFileSync('ps', ['-o', 'state=,lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim();
    const [state, ...started] = line.split(/\s+/);
    return isDeadState(state) ? undefined : started.join(' ');
  } catch {
    return undefined;
  }
}

const isDeadState = (state: string | undefined): boolean => state === undefined || /^[ZX]/.test(state);
