import { Command, Option } from 'commander';
import { askAs, type AskOperator } from '../ask-as-operator.js';
import type { Grant } from '../grants/grant.js';
import { grantsCsv } from '../grants/grants-csv.js';
import { runningPlatform } from '../running-platform.js';
import { renderTable } from '../terminal/table.js';

interface Search {
  client?: string;
  service?: string;
}

interface Gift {
  client: string;
  service: string;
  operations: string[];
  regions: string[];
  purposes: string[];
  agreement: string;
  reason: string;
  validFrom?: string;
  validTo?: string;
}

const HEADINGS = [
  'No.',
  'Klien / client',
  'Layanan / service',
  'Operasi / operations',
  'Wilayah / regions',
  'Tujuan / purposes',
  'Perjanjian / agreement',
  'Sampai / until',
];
const REASON = ['--reason <text>', 'alasan, disimpan selamanya / reason, kept for ever'] as const;
const LIST = (text: string): string[] => text.split(',').filter(Boolean);

export function grantsCommand(): Command {
  return new Command('grants')
    .description('hak akses klien: daftar, beri, akhiri, cabut / grants of clients: list, give, end, revoke')
    .addCommand(searching('list', 'yang berlaku sekarang / those in force').action(list))
    .addCommand(giveCommand())
    .addCommand(
      new Command('end')
        .description('mengakhiri satu hak akses / ends one grant')
        .argument('<id>')
        .requiredOption(...REASON)
        .option('--at <instant>', 'kapan; tanpa ini: sekarang / when; now if absent')
        .action(end),
    )
    .addCommand(
      new Command('revoke')
        .description('mencabut klien untuk selamanya / revokes a client for ever')
        .argument('<client>')
        .requiredOption(...REASON)
        .action(revoke),
    )
    .addCommand(
      searching('export', 'semua isian dan riwayat, untuk auditor / all fields and history, for auditors')
        .addOption(new Option('--format <format>', 'bentuk / form').choices(['csv', 'ndjson']).default('csv'))
        .action(exportAll),
    );
}

function giveCommand(): Command {
  return new Command('give')
    .description('memberi hak akses / gives a grant')
    .requiredOption('--client <client>', 'klien / client')
    .requiredOption('--service <service>', 'layanan / service')
    .requiredOption('--operations <list>', 'misalnya / e.g. person:read,person:write', LIST)
    .requiredOption('--regions <list>', '18 atau / or 18.01,18.02', LIST)
    .requiredOption('--purposes <list>', 'misalnya / e.g. civil-registration', LIST)
    .requiredOption('--agreement <number>', 'nomor perjanjian / number of the agreement')
    .requiredOption(...REASON)
    .option('--valid-from <instant>', 'mulai / from')
    .option('--valid-to <instant>', 'sampai / until')
    .action(give);
}

const searching = (name: string, description: string): Command =>
  new Command(name)
    .description(description)
    .option('--client <client>', 'klien / client')
    .option('--service <service>', 'layanan / service');

async function list(search: Search): Promise<void> {
  const rows = (await grantsOf(search)).filter(({ state }) => state === 'in-force').map(rowOf);
  process.stdout.write(`${rows.length > 0 ? renderTable(HEADINGS, rows) : 'Tidak ada / none'}\n`);
}

function rowOf(grant: Grant): (string | null)[] {
  const { id, client, service, operations, regions, purposes, agreement, effectiveTo } = grant;
  return [id, client, service, operations.join(' '), regions.join(' '), purposes.join(' '), agreement, effectiveTo];
}

async function give(gift: Gift): Promise<void> {
  tell(await administrator()<Grant>('/v1/grants', gift));
}

async function end(id: string, body: { reason: string; at?: string }): Promise<void> {
  tell(await administrator()<Grant>(`/v1/grants/${encodeURIComponent(id)}/end`, body));
}

function tell({ id, state, effectiveTo }: Grant): void {
  process.stdout.write(`${id}: ${state}, sampai / until ${effectiveTo ?? '–'}\n`);
}

async function revoke(client: string, body: { reason: string }): Promise<void> {
  const path = `/v1/clients/${encodeURIComponent(client)}/revocation`;
  const { at } = await administrator()<{ at: string }>(path, body);
  process.stdout.write(`${client}: dicabut / revoked ${at}\n`);
}

async function exportAll({ format, ...search }: Search & { format: 'csv' | 'ndjson' }): Promise<void> {
  const grants = await grantsOf(search);
  const ndjson = () => grants.map((grant) => `${JSON.stringify(grant)}\n`).join('');
  process.stdout.write(format === 'csv' ? grantsCsv(grants) : ndjson());
}

async function grantsOf({ client, service }: Search): Promise<Grant[]> {
  const ask = administrator();
  const grants: Grant[] = [];
  for (let cursor: string | null = ''; cursor !== null;) {
    const query = new URLSearchParams({ ...(client && { client }), ...(service && { service }) });
    if (cursor) query.set('cursor', cursor);
    const page: { grants: Grant[]; cursor: string | null } = await ask(`/v1/grants?${query.toString()}`);
    grants.push(...page.grants);
    cursor = page.cursor;
  }
  return grants;
}

const administrator = (): AskOperator => askAs(runningPlatform(), { client: 'administrator', service: 'identity' });
