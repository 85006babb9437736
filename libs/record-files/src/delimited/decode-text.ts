import { isUtf8 } from 'node:buffer';

const CP_1252 = new TextDecoder('windows-1252');

/**
 * Text of bytes in UTF-8, or in CP-1252 as older office programs write it. Decided for each record: both write plain
 * letters alike, and hardly any word with an accent in CP-1252 is lawful UTF-8.
 */
export function decodeText(bytes: Buffer): { readonly text: string; readonly isCp1252: boolean } {
  if (isUtf8(bytes)) return { text: bytes.toString('utf8'), isCp1252: false };
  return { text: CP_1252.decode(bytes), isCp1252: true };
}
