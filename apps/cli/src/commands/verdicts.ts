import { Command, Option } from 'commander';
import { tokenSource } from '../client-token.js';
import { OUTCOMES } from '../intake/batch.js';
import { fetchVerdicts, type LineVerdict } from '../intake/fetch-verdicts.js';
import { runningPlatform, urlOf } from '../running-platform.js';
import { OUTCOME_WORDS } from '../terminal/outcome-words.js';

interface VerdictsOptions {
  as: string;
  from: string;
  outcome?: string;
}

export function verdictsCommand(): Command {
  return new Command('verdicts')
    .description('apa yang terjadi dengan setiap data sebuah kiriman / what became of each record of a batch')
    .argument('<batch>', 'nomor kiriman / id of the batch, as `satudata push` prints it')
    .requiredOption('--as <client>', 'nama klien / client, e.g. disdukcapil-18.01')
    .option('--from <source>', 'layanan yang menerimanya / the service that took it', 'population-registry')
    .addOption(new Option('--outcome <outcome>', 'hanya hasil ini / only this outcome').choices(OUTCOMES))
    .action(printVerdicts);
}

async function printVerdicts(batch: string, { as: client, from, outcome }: VerdictsOptions): Promise<void> {
  const platform = runningPlatform();
  const token = await tokenSource(platform, { client, service: from })();
  const asked = { service: from, url: urlOf(platform, from), token, batch, ...(outcome !== undefined && { outcome }) };
  for await (const verdict of fetchVerdicts(asked)) process.stdout.write(verdictText(verdict));
}

/** `baris / line 12: ditolak / rejected`, and below it one line per finding. */
export function verdictText({ line, outcome, errors, warnings }: LineVerdict): string {
  const findings = [...errors, ...warnings].map(
    ({ pointer, rule, id, en }) => `  ${[rule, pointer].filter(Boolean).join(' ')}: ${id} / ${en}\n`,
  );
  return `baris / line ${line}: ${OUTCOME_WORDS[outcome]}\n${findings.join('')}`;
}
