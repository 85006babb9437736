#!/usr/bin/env node
import { closeSync, openSync, readFileSync, readSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { checkpointOpener } from './checkpoint.js';
import { Finding } from './finding.js';
import { readLines } from './read-lines.js';
import { verifyTrail } from './verify-trail.js';

const USAGE = `satudata-verify <ekspor.ndjson> --keys <jwks.json> [--witness <berkas>]...

Memeriksa ekspor jejak akses tanpa jaringan: nomor, hash, tanda tangan, pemotongan.
Checks an export of the access trail without a network: numbers, hashes, signatures, truncation.

--keys     kunci publik layanan (/.well-known/jwks.json) / public keys of the service
--witness  ekspor sebelumnya, atau pos pemeriksaan dari log / an earlier export, or a checkpoint out of a log

0: utuh / whole   1: ada temuan / a finding   2: tidak dapat diperiksa / cannot be checked
`;

/** Bytes; a checkpoint has some 500. */
const LONGEST_LINE = 8_192;

/** A message for people, and the exit code. */
async function run(args: string[]): Promise<readonly [text: string, code: 0 | 1 | 2]> {
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { keys: { type: 'string' }, witness: { type: 'string', multiple: true, default: [] } },
    });
    const [file, ...others] = positionals;
    if (file === undefined || values.keys === undefined || others.length > 0) return [USAGE, 2];
    const open = checkpointOpener(readFileSync(values.keys, 'utf8'));
    const { service, entries, checkpoints, signedAt } = await verifyTrail(
      readLines(file),
      open,
      values.witness.map(firstLine),
    );
    const counts = `${service}: 1–${entries}, ${checkpoints}, ${signedAt.toISOString()}`;
    return [`Utuh / whole: ${counts}\n`, 0];
  } catch (error) {
    if (error instanceof Finding) return [`${error.message}\n`, 1];
    // The message of a parser may quote what it read; a file that is away is named by its code.
    const { code, name } = error as NodeJS.ErrnoException;
    return [`Tidak dapat diperiksa / cannot be checked: ${code ?? name}\n\n${USAGE}`, 2];
  }
}

/** Of a file that may be long. */
function firstLine(file: string): string {
  const start = Buffer.alloc(LONGEST_LINE);
  const descriptor = openSync(file, 'r');
  const bytes = readSync(descriptor, start);
  closeSync(descriptor);
  return start.toString('utf8', 0, bytes).split('\n', 1)[0] ?? '';
}

void run(process.argv.slice(2)).then(([text, code]) => {
  (code === 0 ? process.stdout : process.stderr).write(text);
  process.exitCode = code;
});
