import { execFileSync, spawnSync } from 'node:child_process';
import { pathClosedToPostgres } from '../failures.js';

export interface ServerUser {
  name: string;
  uid: number;
  gid: number;
}

/**
 * Whom the server runs as. PostgreSQL refuses root, so root hands over to the `postgres` user, or to `nobody` on a
 * machine without one (adding a user to somebody's machine is not ours to do).
 * @returns undefined when we are not root and nobody needs to be chosen
 */
export function serverUser(): ServerUser | undefined {
  if (process.getuid?.() !== 0) return undefined;
  return lookUp('postgres') ?? lookUp('nobody');
}

/** @throws PlatformFailure `path-closed-to-postgres` */
export function assertMayEnter(user: ServerUser, folder: string): void {
  // Asked of the system itself: modes, groups and access lists along the whole path all have a say.
  const { uid, gid } = user;
  const { status } = spawnSync('/bin/sh', ['-c', 'cd "$1"', 'sh', folder], { uid, gid, cwd: '/', stdio: 'ignore' });
  if (status !== 0) throw pathClosedToPostgres(folder, user.name);
}

function lookUp(name: string): ServerUser | undefined {
  try {
    const id = (flag: string): number => Number(execFileSync('id', [flag, name], { encoding: 'utf8', stdio: 'pipe' }));
    return { name, uid: id('-u'), gid: id('-g') };
  } catch {
    return undefined;
  }
}
