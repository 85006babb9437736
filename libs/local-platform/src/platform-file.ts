import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { notStarted } from './failures.js';
import type { Home } from './home.js';

/** `$SATUDATA_HOME/platform.json`: where everything of a running platform is. A pid of 0 = not started by us. */
export interface PlatformDescription {
  /** True only when all is seeded and consolidated. */
  ready: boolean;
  services: Record<string, { url: string; pid: number }>;
  kafka: { brokers: string[]; pid: number };
  postgres: {
    host: string;
    port: number;
    pid: number;
    /** By service with a database of our own: its URL for the auditor, a role of development platforms that reads all. */
    databases: Record<string, string>;
  };
  /** Folder of the development clients' private keys, `<client-id>.jwk.json`. */
  clients: string;
}

/** Appears complete or not at all, and only for its owner: the auditor's URLs hold passwords. */
export function writePlatformFile(home: Home, description: PlatformDescription): void {
  const draft = `${home.platformFile}.${process.pid}`;
  writeFileSync(draft, `${JSON.stringify(description, null, 2)}\n`, { mode: 0o600 });
  renameSync(draft, home.platformFile);
}

/** @throws PlatformFailure `not-started` */
export function readPlatformFile(home: Home): PlatformDescription {
  try {
    return JSON.parse(readFileSync(home.platformFile, 'utf8')) as PlatformDescription;
  } catch {
    throw notStarted(home.root);
  }
}
