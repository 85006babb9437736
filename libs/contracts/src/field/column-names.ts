/**
 * How the records of a class stand in a table: one row each, each column a field. Paths are written with dots,
 * `residence.address.rt`; a column may always be headed by its path.
 */
export interface ColumnNames {
  /** Headings of other systems for a field, in any case and with any marks between the letters. */
  readonly fields: Readonly<Record<string, readonly string[]>>;
  /** A region code that other systems write as one number per level: its path, and the headings of the levels. */
  readonly regionCode: { readonly path: string; readonly levels: readonly string[] };
  /** Headings of what other systems export and nobody may hand on (UU 24/2013 art. 84): never read. */
  readonly neverShared: readonly string[];
  /** Headings of what other systems export and no record here holds. */
  readonly unused: readonly string[];
}
