import type { ScopedDatabase } from '../database/scoped-database.js';
import { readSigningKeys } from './signing-key-table.js';
import { parseSigningKeys, type SigningKeys } from './signing-keys.js';

export interface SigningKeySource {
  readonly database: ScopedDatabase;
  /** Where the service keeps the keys that it makes itself. */
  readonly schema: string;
  /** Name and value of the variable by which the operator gives keys in their place. */
  readonly variable: string;
  readonly given: string | undefined;
}

/** Where signing keys come from: those that the operator gives, else the database, which makes the first itself. */
export async function loadSigningKeys({ database, schema, variable, given }: SigningKeySource): Promise<SigningKeys> {
  return given === undefined ? readSigningKeys(database, schema) : parseSigningKeys(variable, given);
}
