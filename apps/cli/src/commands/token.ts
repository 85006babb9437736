import { Command } from 'commander';
import { requestToken } from '../client-token.js';
import { runningPlatform } from '../running-platform.js';

export function tokenCommand(): Command {
  return new Command('token')
    .description('mencetak token akses, tanpa yang lain / prints an access token and nothing else')
    .argument('<client>', 'nama klien / client, e.g. disdukcapil-18.01')
    .requiredOption('--for <service>', 'layanan tujuan / the service it is for, e.g. population-registry')
    .action(async (client: string, options: { for: string }) => {
      const { token } = await requestToken(runningPlatform(), { client, service: options.for });
      process.stdout.write(`${token}\n`);
    });
}
