import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { topicOf } from '@satudata/contracts';
import { connectKafka, readTopic, type LogMessage } from '@satudata/event-log';
import { homeFromEnvironment, type PlatformDescription } from '@satudata/local-platform';
import { ask, type LoggedVersion, type Version } from '@satudata/testing';
import { Client } from 'pg';

export async function knownNiks(platform: PlatformDescription): Promise<Set<string>> {
  const url = platform.postgres.databases['population-registry'] ?? '';
  return new Set((await ask<{ nik: string }>(url, 'select nik from registry.person')).map(({ nik }) => nik));
}

/**
 * Keeps the store from taking anything in, in the middle of its transaction, until `owner` ends. `blocked` resolves
 * when what it is in the middle of now has ended.
 */
export async function blockStore(
  platform: PlatformDescription,
): Promise<{ readonly owner: Client; readonly blocked: Promise<unknown> }> {
  const passwords = join(homeFromEnvironment(process.env).secrets, 'database-roles.json');
  const url = new URL(platform.postgres.databases['consolidation'] ?? '');
  url.username = 'consolidation_owner';
  url.password = (JSON.parse(readFileSync(passwords, 'utf8')) as Record<string, string>)[url.username] ?? '';
  const owner = new Client({ connectionString: url.href });
  await owner.connect();
  await owner.query('begin');
  return { owner, blocked: owner.query('lock table raw.record in share mode') };
}

const digestOf = (text: string | Buffer): string => createHash('sha256').update(text).digest('hex');

/** What a topic tells of the records asked for, in the order of the log. */
export async function readLog(
  brokers: readonly string[],
  entity: 'person' | 'person-status',
  isAsked: (record: string) => boolean,
): Promise<{ versions: LoggedVersion[]; messages: LogMessage[] }> {
  const messages: LogMessage[] = [];
  const kafka = connectKafka({ brokers, clientId: 'journeys' });
  await readTopic(kafka, topicOf('population-registry', entity), (message) => {
    if (isAsked(message.key)) messages.push(message);
  });
  return { messages, versions: messages.map((message) => toVersion(entity, message)) };
}

function toVersion(entity: string, { key, headers, value }: LogMessage): LoggedVersion {
  return {
    event: headers['ce_id'] ?? '',
    record: `${entity} ${key}`,
    version: Number(headers['satudata-version']),
    digest: digestOf(value),
  };
}

/** Without what was told again. */
export function firstTold(log: readonly LoggedVersion[]): LoggedVersion[] {
  const heard = new Set<string>();
  return log.filter(({ event }) => !heard.has(event) && heard.add(event));
}

/** What the source's own change log holds of a regency. */
export async function readChanges(platform: PlatformDescription, region: string): Promise<Version[]> {
  const rows = await ask<{ record: string; version: string; digest: string }>(
    platform.postgres.databases['population-registry'] ?? '',
    `select entity || ' ' || entity_id as record, version, encode(digest, 'hex') as digest
       from outbox.change where region = $1 and entity in ('person', 'person-status') order by seq`,
    [region],
  );
  return rows.map((row) => ({ ...row, version: Number(row.version) }));
}

export interface StoredVersion extends Version {
  /** The value as it was told. */
  readonly value: string;
}

/** What the store holds of the persons of a regency. */
export async function readStore(
  platform: PlatformDescription,
  table: 'raw.record' | 'raw.history',
  region: string,
): Promise<StoredVersion[]> {
  const rows = await ask<{ id: string; version: string; value: string }>(
    platform.postgres.databases['consolidation'] ?? '',
    `select id, version, value from ${table} where region = $1 and entity = 'person'`,
    [region],
  );
  return rows.map(({ id, version, value }) => ({
    record: `person ${id}`,
    version: Number(version),
    digest: digestOf(value),
    value,
  }));
}
