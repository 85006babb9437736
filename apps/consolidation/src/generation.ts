/**
 * The store's schemas. Statements name tables without a schema, so that the transaction's search path decides which
 * generation of the store they work on: the live one, or a shadow that is being rebuilt.
 */
const SCHEMAS = ['raw', 'core', 'ops', 'read'] as const;

export const LIVE: readonly string[] = SCHEMAS;
