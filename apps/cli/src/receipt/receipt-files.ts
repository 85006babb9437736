import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CommandFailure } from '../terminal/command-failure.js';
import { unreadable } from '../terminal/unreadable.js';
import type { PublicKey } from './open-receipt.js';

const ENDINGS = { receipt: '.receipt.jws', arrival: '.arrival.jws', keys: '.jwks.json' } as const;

/** Where the evidence of a batch lies in a folder. */
export function receiptFiles(folder: string, batch: string): Record<keyof typeof ENDINGS, string> {
  const named = (ending: string) => join(folder, `${batch}${ending}`);
  return { receipt: named(ENDINGS.receipt), arrival: named(ENDINGS.arrival), keys: named(ENDINGS.keys) };
}

/** The keys that were saved beside a receipt; undefined when its name says nothing of them. */
export function keysBeside(receipt: string): string | undefined {
  return receipt.endsWith(ENDINGS.receipt) ? receipt.slice(0, -ENDINGS.receipt.length) + ENDINGS.keys : undefined;
}

/** @throws CommandFailure */
export async function readText(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch {
    throw unreadable(file);
  }
}

/** @throws CommandFailure when the file is no JWK set */
export async function readKeys(file: string): Promise<PublicKey[]> {
  const { keys } = parse(await readText(file));
  if (Array.isArray(keys)) return keys;
  throw new CommandFailure(
    `Berkas ${file} bukan kumpulan kunci (JWK set).`,
    `The file ${file} is no collection of keys (JWK set).`,
  );
}

function parse(text: string): { keys?: PublicKey[] } {
  try {
    return (JSON.parse(text) ?? {}) as { keys?: PublicKey[] };
  } catch {
    return {};
  }
}
