import { hash } from 'node:crypto';

/** Names below are drawn in this namespace; it must never change, or a rebuild would give everyone another id. */
const NAMESPACE = Buffer.from('6d0e1f7c4c0b5b1e9a531b8f6d0c2a41', 'hex');

/** The store's own id for what a record describes: a UUID of version 5 (RFC 9562), the same after every rebuild. */
export function coreId(entity: 'person' | 'family-card', { source, id }: { source: string; id: string }): string {
  const digest = hash('sha1', Buffer.concat([NAMESPACE, Buffer.from(`${source} ${entity} ${id}`)]), 'hex');
  const variant = ((Number.parseInt(digest.charAt(16), 16) & 0x3) | 0x8).toString(16);
  return [
    digest.slice(0, 8),
    digest.slice(8, 12),
    `5${digest.slice(13, 16)}`,
    `${variant}${digest.slice(17, 20)}`,
    digest.slice(20, 32),
  ].join('-');
}
