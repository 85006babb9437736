import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { newSigningKey } from '@satudata/service-kit';
import type { JWK } from 'jose';

/** The client's private key from `<folder>/<client>.jwk.json`; makes key and file, for its owner's eyes only, if missing. */
export async function keyFromFile(folder: string, client: string): Promise<JWK> {
  const file = join(folder, `${client}.jwk.json`);
  try {
    return JSON.parse(await readFile(file, 'utf8')) as JWK;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  const key = await newSigningKey();
  await mkdir(folder, { recursive: true, mode: 0o700 });
  // Written aside and renamed: a start that is killed in the middle leaves no half a key behind.
  await writeFile(`${file}.new`, `${JSON.stringify(key)}\n`, { mode: 0o600 });
  await rename(`${file}.new`, file);
  return key;
}
