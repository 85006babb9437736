import { v5 } from 'uuid';

/** Names below are drawn in this namespace; it must never change, or a rebuild would give everyone another id. */
const NAMESPACE = '6d0e1f7c-4c0b-5b1e-9a53-1b8f6d0c2a41';

/** The store's own id for what a record describes: the same after every rebuild. */
export function coreId(entity: 'person' | 'family-card', { source, id }: { source: string; id: string }): string {
  return v5(`${source} ${entity} ${id}`, NAMESPACE);
}
