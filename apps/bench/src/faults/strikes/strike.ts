import type { Rig } from '../rig/rig.js';
import type { Workload } from '../workload/workload.js';

/** Something that happens to the rig while a workload runs. Resolves when it is over and the flow may go on. */
export type Strike = (rig: Rig, workload: Workload) => Promise<StrikeReport>;

export interface StrikeReport {
  /** The most messages that may be told again, when that is known. */
  readonly mayRepeat?: number;
  /** How often the strike itself made the lease pass to another relay; never, when absent. */
  readonly handOvers?: number;
  /** When the strike itself had to see the flow go on: how long that took. */
  readonly recoverySeconds?: number;
}
