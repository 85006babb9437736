import { Command } from 'commander';
import { askAsOperator } from '../ask-as-operator.js';
import { runningPlatform } from '../running-platform.js';

interface Accepted {
  positions: number;
  parked: number;
  discarded: number;
}

export function acceptTopicCommand(): Command {
  return new Command('accept-topic')
    .description(
      'menerima topik yang dibuat ulang; dibaca dari awal / accepts a topic made anew; it is read from its start',
    )
    .argument('<topic>')
    .requiredOption('--reason <text>', 'alasan, disimpan selamanya / reason, kept for ever')
    .action(accept);
}

async function accept(topic: string, { reason }: { reason: string }): Promise<void> {
  const ask = askAsOperator(runningPlatform(), 'consolidation');
  const { positions, parked, discarded } = await ask<Accepted>('/v1/topics/accept', { topic, reason });
  process.stdout.write(
    `${topic} diterima dan dibaca dari awal / accepted, and read from its start: ` +
      `${positions} posisi / positions, ${parked} terparkir / parked, ${discarded} dibuang / discarded\n`,
  );
}
