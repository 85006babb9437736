import { CONSUMER } from './consumer.js';

/**
 * The store's schemas. Statements name tables without a schema, so that the transaction's search path decides which
 * generation of the store they work on: the live one, the next one while it is being rebuilt, or the one before.
 */
export const GENERATION_SCHEMAS = ['raw', 'core', 'ops', 'read'] as const;

export type Generation = 'live' | 'next' | 'previous';

/** `raw` in the live generation, `raw_next` and `raw_previous` in the others. */
export function schemaIn(generation: Generation, schema: string): string {
  return generation === 'live' ? schema : `${schema}_${generation}`;
}

export function searchPathOf(generation: Generation): string[] {
  return GENERATION_SCHEMAS.map((schema) => schemaIn(generation, schema));
}

/** Under which name a generation's positions, parked events and todo rows are kept. */
export const CONSUMERS = {
  live: CONSUMER,
  next: 'consolidation-rebuild',
  previous: 'consolidation-previous',
} as const satisfies Record<Generation, string>;
