import type { PlatformDescription } from '@satudata/local-platform';
import { ask } from '@satudata/testing';
import { runningPlatform } from './running-platform.js';

/** Rows of a service's own database, seen by the auditor: every row, whatever any service may see. */
export function askDatabase<Row extends object>(
  service: string,
  sql: string,
  values: readonly unknown[] = [],
  platform: PlatformDescription = runningPlatform(),
): Promise<Row[]> {
  return ask<Row>(platform.postgres.databases[service] ?? '', sql, [...values]);
}
