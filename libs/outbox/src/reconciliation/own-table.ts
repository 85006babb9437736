import type { EntityManager } from 'typeorm';

/** Where a source holds the records of one entity itself: a table with `id uuid`, `version`, `region` and `record`. */
export interface OwnTable {
  readonly entity: string;
  /** With its schema. */
  readonly table: string;
  /** Puts a record back as it was said, at this version, whether or not the row is there. */
  putBack(manager: EntityManager, record: object, version: number): Promise<void>;
}
