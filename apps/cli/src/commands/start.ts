import { homeFromEnvironment, startPlatform } from '@satudata/local-platform';
import type { Platform, PlatformDescription } from '@satudata/local-platform';
import { Command } from 'commander';
import { countApart } from '../counts/count-apart.js';
import { countTable } from '../counts/count-table.js';
import { seedPlatform } from '../seed/seed-platform.js';
import { waitUntilConsolidated } from '../seed/wait-until-consolidated.js';
import { CommandFailure } from '../terminal/command-failure.js';
import { addressTable } from '../terminal/address-table.js';
import { stopRequest } from '../terminal/stop-request.js';

export function startCommand(): Command {
  return new Command('start')
    .description('menyalakan seluruh sistem di komputer ini / starts the whole system on this machine')
    .action(start);
}

async function start(): Promise<void> {
  const stopping = stopRequest();
  const platform = await startUntil(stopping);
  say(`${addressTable(platform.description)}\n\n${countTable(await countApart(platform.description))}\n`);
  say('Siap. Ctrl+C untuk berhenti / ready, Ctrl+C to stop');
  // The wish may have come while the counts were taken.
  if (!stopping.aborted) await new Promise((resolve) => stopping.addEventListener('abort', resolve));
  await platform.stop();
}

/** Asked to stop before all is up, this process leaves once everything started so far has stopped. */
async function startUntil(stopping: AbortSignal): Promise<Platform> {
  const home = homeFromEnvironment(process.env).root;
  stopping.addEventListener('abort', () => say('Berhenti / stopping'));
  try {
    return await startPlatform({
      home,
      portBase: portBase(process.env['SATUDATA_PORT_BASE'] ?? '4000'),
      log: say,
      signal: stopping,
      seed: (description) => fill(description, home),
    });
  } catch (error) {
    if (stopping.aborted) process.exit(0);
    throw error;
  }
}

async function fill(platform: PlatformDescription, home: string): Promise<void> {
  if (!isOurs(platform)) return say('Prasarana yang ada dipakai apa adanya / existing infrastructure is used as it is');
  await seedPlatform(platform, home);
  say('Menunggu gudang menyamai sumber dan waktunya / waiting for the store to catch up with the source and its time');
  await waitUntilConsolidated(platform);
}

/** Whether keys to push with and a view of both ends are at hand; existing infrastructure gives us neither. */
function isOurs({ services, postgres: { databases } }: PlatformDescription): boolean {
  return [services['identity'], databases['population-registry'], databases['consolidation']].every(Boolean);
}

function portBase(text: string): number {
  const port = Number(text);
  if (Number.isInteger(port) && port >= 0 && port <= 65_000) return port;
  throw new CommandFailure(
    `SATUDATA_PORT_BASE berisi ${text}: isi dengan bilangan 1 sampai 65000, atau 0 untuk porta bebas mana pun.`,
    `SATUDATA_PORT_BASE is ${text}: set it to a number from 1 to 65000, or 0 for any free ports.`,
  );
}

const say = (line: string): void => void process.stdout.write(`${line}\n`);
