import { readdirSync, readFileSync } from 'node:fs';

export interface LivingProcess {
  readonly pid: number;
  readonly parent: number;
  /** In clock ticks since boot: a pid may be given again, a pid and its birth never. */
  readonly birth: string;
  readonly command: string;
  /** Resident memory in kilobytes. */
  readonly residentKb: number;
}

/** A process and all that it and its children have started, as Linux knows them now. */
export function processTree(root: number): LivingProcess[] {
  const living = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap(readProcess);
  const tree = living.filter(({ pid }) => pid === root);
  for (const parent of tree) tree.push(...living.filter((child) => child.parent === parent.pid));
  return tree;
}

export const isAlive = ({ pid, birth }: LivingProcess): boolean =>
  readProcess(String(pid)).some((living) => living.birth === birth);

/** Nothing when it is gone, or dead and only waiting for its parent to look. */
function readProcess(pid: string): LivingProcess[] {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name stands in brackets and may hold anything, spaces and brackets too.
    const [state, parent, ...rest] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    if (state === 'Z') return [];
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    const residentKb = Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1] ?? 0);
    const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
    return [{ pid: Number(pid), parent: Number(parent), birth: rest[17] ?? '', command, residentKb }];
  } catch {
    return [];
  }
}
