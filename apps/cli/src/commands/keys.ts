import { Command } from 'commander';
import { askAsOperator, type AskOperator } from '../ask-as-operator.js';
import { runningPlatform } from '../running-platform.js';
import { renderTable } from '../terminal/table.js';

interface Key {
  kid: string;
  state: string;
  signsFrom: string;
  made: { by: string; reason: string };
}

interface Keys {
  keys: Key[];
}

const HEADINGS = ['Kunci / key', 'Keadaan / state', 'Sejak / from', 'Oleh / by', 'Alasan / reason'];
const REASON = ['--reason <text>', 'alasan, disimpan selamanya / reason, kept for ever'] as const;

export function keysCommand(): Command {
  return new Command('keys')
    .description('kunci penanda tangan token: daftar, ganti, tarik / keys that sign tokens: list, rotate, withdraw')
    .addCommand(new Command('list').description('semua kunci / all keys').action(list))
    .addCommand(
      new Command('rotate')
        .description('membuat kunci berikutnya, dipakai sepuluh menit lagi / makes the next key, used in ten minutes')
        .requiredOption(...REASON)
        .action(rotate),
    )
    .addCommand(
      new Command('withdraw')
        .description('menarik kunci yang bocor, seketika / withdraws a key that leaked, at once')
        .argument('<kid>')
        .requiredOption(...REASON)
        .action(withdraw),
    );
}

async function list(): Promise<void> {
  show(await operator()<Keys>('/v1/signing-keys'));
}

async function rotate(body: { reason: string }): Promise<void> {
  show(await operator()<Keys>('/v1/signing-keys/rotation', body));
}

async function withdraw(kid: string, body: { reason: string }): Promise<void> {
  show(await operator()<Keys>(`/v1/signing-keys/${encodeURIComponent(kid)}/withdrawal`, body));
}

function show({ keys }: Keys): void {
  const rows = keys.map(({ kid, state, signsFrom, made }) => [kid, state, signsFrom, made.by, made.reason]);
  process.stdout.write(`${renderTable(HEADINGS, rows)}\n`);
}

const operator = (): AskOperator => askAsOperator(runningPlatform(), 'identity');
