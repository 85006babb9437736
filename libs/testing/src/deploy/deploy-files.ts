import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const REPOSITORY = resolve(__dirname, '../../../..');

export const inRepository = (path: string): string => join(REPOSITORY, path);

export const textOf = (path: string): string => readFileSync(inRepository(path), 'utf8');

/** Whether the app says or hears events, and so has to be told of brokers: by what its manifest leans on. */
export function usesEvents(app: string): boolean {
  const { dependencies } = JSON.parse(textOf(`apps/${app}/package.json`)) as { dependencies: Record<string, string> };
  return '@satudata/outbox' in dependencies || '@satudata/inbox' in dependencies;
}

/** What `deploy/secrets/create.sh` makes: file name -> content. */
export function createdSecrets(): Map<string, string> {
  const folder = mkdtempSync(join(tmpdir(), 'satudata-secrets-'));
  try {
    execFileSync('sh', [inRepository('deploy/secrets/create.sh'), folder], { stdio: 'ignore' });
    return new Map(readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'utf8').trim()]));
  } finally {
    rmSync(folder, { recursive: true });
  }
}
