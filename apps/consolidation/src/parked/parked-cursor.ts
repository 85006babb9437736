import type { SequencePlace } from '@satudata/inbox';

export function encodeCursor({ topic, partition, firstOffset }: SequencePlace): string {
  return Buffer.from(JSON.stringify([topic, partition, firstOffset])).toString('base64url');
}

/** @returns undefined for a text that no answer has given */
export function decodeCursor(cursor: string): SequencePlace | undefined {
  try {
    const [topic, partition, firstOffset] = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')) as unknown[];
    const isPlace = typeof topic === 'string' && Number.isInteger(partition) && /^\d{1,18}$/.test(String(firstOffset));
    return isPlace ? { topic, partition: partition as number, firstOffset: String(firstOffset) } : undefined;
  } catch {
    return undefined;
  }
}
