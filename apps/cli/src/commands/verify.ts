import { Command } from 'commander';
import { checkReceipts } from '../receipt/check-receipts.js';
import { describeEvidence } from '../receipt/describe-evidence.js';
import { digestOfFile } from '../receipt/digest-of-file.js';
import { FINDING_WORDS } from '../receipt/finding-words.js';
import { keysBeside, readKeys, readText } from '../receipt/receipt-files.js';
import { CommandFailure } from '../terminal/command-failure.js';

interface VerifyOptions {
  file?: string;
  keys?: string;
}

export function verifyCommand(): Command {
  return new Command('verify')
    .description('memeriksa tanda terima tanpa jaringan / checks receipts without a network')
    .argument('<receipt>', 'tanda terima sumber / receipt of the source')
    .argument('[arrival]', 'tanda tiba di gudang data / arrival in the store')
    .option('--file <file>', 'berkas yang dikirim / the file that was sent')
    .option('--keys <jwks>', 'kunci publik; bawaan: yang tersimpan di sampingnya / default: those saved beside it')
    .action(verify);
}

async function verify(receiptFile: string, arrivalFile: string | undefined, options: VerifyOptions): Promise<void> {
  const keysFile = options.keys ?? keysBeside(receiptFile);
  if (keysFile === undefined) throw keysMissing();
  const judgement = await checkReceipts(
    {
      receipt: await readText(receiptFile),
      ...(arrivalFile !== undefined && { arrival: await readText(arrivalFile) }),
      ...(options.file !== undefined && { fileDigest: await digestOfFile(options.file) }),
    },
    await readKeys(keysFile),
  );
  for (const finding of judgement.findings) {
    const { id, en } = FINDING_WORDS[finding];
    process.stderr.write(`${finding}: ${id}\n${finding}: ${en}\n`);
  }
  if (judgement.findings.length > 0) process.exitCode = 1;
  else process.stdout.write(`${describeEvidence(judgement, options.file !== undefined)}\n`);
}

function keysMissing(): CommandFailure {
  return new CommandFailure(
    'Kunci publik tidak ditemukan: sebutkan berkasnya dengan --keys.',
    'The public keys were not found: name their file with --keys.',
  );
}
