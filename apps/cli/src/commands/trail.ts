import { createWriteStream } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream } from 'node:stream/web';
import { Command } from 'commander';
import type { Purpose } from '@satudata/contracts';
import { tokenSource } from '../client-token.js';
import { fetchPublicKeys } from '../receipt/fetch-receipts.js';
import { refusal, silent } from '../refusal.js';
import { runningPlatform, urlOf } from '../running-platform.js';

interface ExportOptions {
  as: string;
  service: string;
  to: string;
}

const PURPOSE: Purpose = 'oversight';

export function trailCommand(): Command {
  return new Command('trail')
    .description('jejak akses: siapa membaca data siapa / the access trail: who read whose data')
    .addCommand(
      new Command('export')
        .description('menyimpan seluruh jejak dan kunci penandanya / saves the whole trail and the keys that signed it')
        .option('--service <service>', 'layanan / service', 'population-registry')
        .option('--as <client>', 'nama klien / client', 'auditor')
        .option('--to <file>', 'berkas tujuan / file to write', 'trail.ndjson')
        .action(exportTrail),
    );
}

/** The keys lie beside the trail as `<file>.jwks.json`. */
async function exportTrail({ service, as: client, to }: ExportOptions): Promise<void> {
  const platform = runningPlatform();
  const party = { name: service, url: urlOf(platform, service), token: tokenSource(platform, { client, service }) };
  const headers = { authorization: `Bearer ${await party.token()}`, purpose: PURPOSE };
  const answer = await fetch(`${party.url}/v1/trail/export`, { headers }).catch(() => undefined);
  if (!answer?.body) throw silent(service);
  if (!answer.ok) throw await refusal(answer);
  await pipeline(Readable.fromWeb(answer.body as ReadableStream), createWriteStream(to));
  const keys = `${to}.jwks.json`;
  await writeFile(keys, JSON.stringify({ keys: await fetchPublicKeys(party) }));
  process.stdout.write(`${to}\n${keys}\nsatudata-verify ${to} --keys ${keys}\n`);
}
