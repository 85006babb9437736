import { Command } from 'commander';
import { askAsOperator, type AskOperator } from '../ask-as-operator.js';
import { runningPlatform } from '../running-platform.js';
import { renderTable } from '../terminal/table.js';

interface ParkedList {
  sequences: {
    topic: string;
    partition: number;
    key: string;
    events: number;
    firstOffset: string;
    cause: string;
    parkedAt: string;
  }[];
  cursor: string | null;
}

interface Retried {
  applied: number;
  stuck: number;
}

const HEADINGS = ['Topik / topic', 'Kunci / key', 'Offset', 'Peristiwa / events', 'Sejak / since', 'Sebab / cause'];

export function parkedCommand(): Command {
  return new Command('parked')
    .description('peristiwa yang belum dapat diterapkan / events that could not be applied')
    .addCommand(new Command('list').description('daftar urutan / lists the sequences').action(list))
    .addCommand(
      new Command('retry')
        .description('mencoba satu urutan lagi, dari peristiwa pertamanya / tries one sequence again')
        .argument('<topic>')
        .argument('<key>')
        .action((topic: string, key: string) => act('retry', { topic, key })),
    )
    .addCommand(
      new Command('retry-all')
        .description('mencoba semua urutan lagi / tries all sequences again')
        .argument('[topic]')
        .action((topic?: string) => act('retry-all', topic === undefined ? {} : { topic })),
    )
    .addCommand(
      new Command('discard')
        .description('membuang peristiwa pertama urutan untuk selamanya / takes out its first event for good')
        .argument('<topic>')
        .argument('<key>')
        .argument('<offset>')
        .requiredOption('--reason <text>', 'alasan, disimpan selamanya / reason, kept for ever')
        .action((topic: string, key: string, offset: string, { reason }: { reason: string }) =>
          act('discard', { topic, key, offset, reason }),
        ),
    );
}

async function list(): Promise<void> {
  const rows = [];
  for await (const { topic, key, firstOffset, events, parkedAt, cause } of sequences(operator())) {
    rows.push([topic, key, firstOffset, events, parkedAt, cause]);
  }
  const nothing = 'Tidak ada yang diparkir / nothing is parked';
  process.stdout.write(`${rows.length > 0 ? renderTable(HEADINGS, rows) : nothing}\n`);
}

async function* sequences(ask: AskOperator): AsyncGenerator<ParkedList['sequences'][number]> {
  let query = '';
  for (;;) {
    const page = await ask<ParkedList>(`/v1/parked${query}`);
    yield* page.sequences;
    if (page.cursor === null) return;
    query = `?cursor=${encodeURIComponent(page.cursor)}`;
  }
}

async function act(what: string, body: object): Promise<void> {
  const { applied, stuck } = await operator()<Retried>(`/v1/parked/${what}`, body);
  process.stdout.write(`${applied} diterapkan / applied, ${stuck} urutan tetap diparkir / sequences parked still\n`);
  if (stuck > 0) process.exitCode = 1;
}

const operator = (): AskOperator => askAsOperator(runningPlatform(), 'consolidation');
