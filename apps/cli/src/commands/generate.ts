import { loadRegions } from '@satudata/regions';
import { defaultVillagePersons } from '@satudata/synthetic-province';
import { Command, InvalidArgumentError } from 'commander';
import { filesIn, writeSubmissions } from '../seed/write-submissions.js';
import { CommandFailure } from '../terminal/command-failure.js';
import { renderTable } from '../terminal/table.js';

interface GenerateOptions {
  villages: string[];
  persons?: number;
  seed: string;
  out: string;
  mistakes?: true;
}

export function generateCommand(): Command {
  return new Command('generate')
    .description('membuat penduduk rekaan sebagai berkas NDJSON / writes invented residents as NDJSON files')
    .requiredOption('--villages <codes>', 'kode desa dipisah koma / village codes, comma separated', commaList)
    .option('--persons <n>', 'penduduk tiap desa; bawaan: rata-rata kabupatennya / per village', atLeastOne)
    .option('--seed <text>', 'benih yang sama memberi berkas yang sama / same seed, same files', 'lampung')
    .requiredOption('--out <folder>', 'folder hasil / folder to write to')
    .option('--mistakes', 'seperti diketik kantor, dengan kesalahan / as an office types them, with mistakes')
    .action(generate);
}

function generate({ villages, persons, seed, out, mistakes }: GenerateOptions): void {
  const unknown = villages.filter((code) => loadRegions().get(code)?.level !== 'village');
  if (unknown.length > 0) throw unknownVillages(unknown);
  const plan = villages.map((code) => ({ code, persons: persons ?? defaultVillagePersons(code) }));
  const files = writeSubmissions({ seed, villages: plan, folder: out, mistakes });
  const rows = files.flatMap((regency) => filesIn(regency).map(({ path, lines }) => [regency.regency, path, lines]));
  process.stdout.write(`${renderTable(['Kabupaten / regency', 'Berkas / file', 'Baris / lines'], rows)}\n`);
}

const commaList = (text: string): string[] => text.split(',').map((code) => code.trim());

function atLeastOne(text: string): number {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 1)
    throw new InvalidArgumentError('bilangan bulat >= 1 / a whole number >= 1');
  return number;
}

function unknownVillages(codes: string[]): CommandFailure {
  return new CommandFailure(
    `Kode desa tidak dikenal: ${codes.join(', ')}; tulis seperti 18.09.10.2004.`,
    `Unknown village codes: ${codes.join(', ')}; write them like 18.09.10.2004.`,
  );
}
