import type { EntityManager } from 'typeorm';
import type { Prefix } from './fold-said.js';

/** What differs between the two sides of a reconciliation as far as sums and suspects go: a source, or the store. */
export interface ReconciledSide {
  readonly prefix: Prefix;
  /** Whether this side can be asked about the source at all. */
  knows(source: string): boolean;
  /** The entities of a source that have sums here. */
  entitiesOf(manager: EntityManager, source: string): Promise<string[]>;
  /**
   * SQL of CTEs of which the last is `judged (id, suspect)`: every record of one piece of an entity, and whether the
   * tables of this side do not say the same of it. `$1` is the source, `$2` the entity, the ids go from `$3` up to, and
   * without, `$4`; null is open.
   * @throws Problem when this side has no such entity
   */
  judgedOf(entity: string): string;
}
