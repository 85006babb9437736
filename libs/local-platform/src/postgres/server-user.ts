import { execFileSync, spawnSync } from 'node:child_process';
import { pathClosedToPostgres } from '../failures.js';

/** Whom the server runs as, and how its programs are started so. */
export interface ServerUser {
  uid: number;
  gid: number;
  /** The command line that runs this one as the server's user. */
  launch(program: string, args: readonly string[]): Launch;
}

export interface Launch {
  command: string;
  args: string[];
  /** For `spawn`, where the started program does not change its user by itself. */
  user?: { uid: number; gid: number };
}

interface Account {
  name: string;
  uid: number;
  gid: number;
}

/**
 * PostgreSQL refuses root, so root hands over to the `postgres` user, or to `nobody` on a machine without one (adding
 * a user to somebody's machine is not ours to do). A clone made by root often lies where that user may not pass, in
 * /root or in a private temporary folder; util-linux' setpriv then lends it the right to.
 * @param folders what the server has to reach
 * @returns undefined when we are not root and nobody needs to be chosen
 * @throws PlatformFailure `path-closed-to-postgres`
 */
export function serverUser(folders: readonly string[]): ServerUser | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const account = lookUp('postgres') ?? lookUp('nobody');
  if (!account) return undefined;
  const closed = folders.find((folder) => !mayEnter(folder, plain(account)));
  if (closed === undefined) return { ...account, launch: plain(account) };
  if (mayEnter(closed, privileged(account))) return { ...account, launch: privileged(account) };
  throw pathClosedToPostgres(closed, account.name);
}

type Launcher = ServerUser['launch'];

const plain =
  ({ uid, gid }: Account): Launcher =>
  (program, args) => ({ command: program, args: [...args], user: { uid, gid } });

/** CAP_DAC_OVERRIDE and nothing else of root's: it is among those a container grants by default. */
const privileged = ({ uid, gid }: Account): Launcher => {
  const rights = ['--inh-caps=+dac_override', '--ambient-caps=+dac_override'];
  const flags = [`--reuid=${uid}`, `--regid=${gid}`, '--clear-groups', ...rights];
  return (program, args) => ({ command: 'setpriv', args: [...flags, program, ...args] });
};

/** Asked of the system itself: modes, groups and access lists along the whole path all have a say. */
function mayEnter(folder: string, launch: Launcher): boolean {
  const { command, args, user } = launch('/bin/sh', ['-c', 'cd "$1"', 'sh', folder]);
  return spawnSync(command, args, { cwd: '/', stdio: 'ignore', ...user }).status === 0;
}

function lookUp(name: string): Account | undefined {
  try {
    const id = (flag: string): number => Number(execFileSync('id', [flag, name], { encoding: 'utf8', stdio: 'pipe' }));
    return { name, uid: id('-u'), gid: id('-g') };
  } catch {
    return undefined;
  }
}
