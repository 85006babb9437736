import { Rig } from './rig/rig.js';
import { runUnder } from './run.js';
import type { Scenario } from './scenario.js';
import { add, addUnjudged, type Tally } from './tally.js';
import { createLedger } from './workload/ledger.js';

/** Tries faults one after the other on one rig; after a repetition that could not be judged, on a fresh one. */
export class Lane {
  private rig: Rig | undefined;
  private runs = 0;

  /** @returns how the repetition counts */
  async judge(scenario: Scenario): Promise<(tally: Tally) => Tally> {
    try {
      const rig = await this.openRig();
      const outcome = await runUnder(rig, scenario.workload(rig, (this.runs += 1)), scenario.strike);
      return (tally) => add(tally, outcome);
    } catch (error) {
      await this.close().catch(() => undefined);
      return (tally) => addUnjudged(tally, error instanceof Error ? error.message : String(error));
    }
  }

  async close(): Promise<void> {
    const { rig } = this;
    this.rig = undefined;
    await rig?.close();
  }

  private async openRig(): Promise<Rig> {
    if (this.rig) return this.rig;
    this.rig = await Rig.open();
    this.runs = 0;
    await createLedger(this.rig.source);
    return this.rig;
  }
}
