import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { Rig } from './rig/rig.js';
import { runUnder } from './run.js';
import type { Scenario } from './scenario.js';
import { add, addUnjudged, emptyTally, type Tally } from './tally.js';
import { createLedger } from './workload/ledger.js';

export interface CampaignOptions {
  readonly scenarios: readonly Scenario[];
  readonly repetitions: number;
  /** Where to go on after an interruption; removed when all is done. */
  readonly stateFile?: string;
  readonly say: (line: string) => void;
}

/** Tries faults one after the other on one rig; after a repetition that could not be judged, on a fresh one. */
export class Campaign {
  private rig: Rig | undefined;
  private runs = 0;
  private readonly tallies: Map<string, Tally>;

  constructor(private readonly options: CampaignOptions) {
    this.tallies = new Map(readState(options.stateFile).map((tally) => [tally.name, tally]));
  }

  async run(): Promise<Tally[]> {
    const { scenarios, repetitions, stateFile } = this.options;
    try {
      for (let repetition = 1; repetition <= repetitions; repetition += 1) {
        for (const scenario of scenarios) {
          if (this.tallyOf(scenario).repetitions < repetition) await this.repeat(scenario);
        }
      }
    } finally {
      await this.rig?.close();
    }
    if (stateFile !== undefined) rmSync(stateFile, { force: true });
    return scenarios.map((scenario) => this.tallyOf(scenario));
  }

  private async repeat(scenario: Scenario): Promise<void> {
    const begun = Date.now();
    const tally = await this.judged(scenario);
    this.tallies.set(scenario.name, tally);
    this.keepState();
    const how = tally.kept === tally.repetitions ? 'kept' : 'BROKEN';
    this.options.say(`${how.padEnd(6)} ${scenario.name} (${((Date.now() - begun) / 1_000).toFixed(1)} s)`);
  }

  private async judged(scenario: Scenario): Promise<Tally> {
    try {
      const rig = await this.openRig();
      return add(
        this.tallyOf(scenario),
        await runUnder(rig, scenario.workload(rig, (this.runs += 1)), scenario.strike),
      );
    } catch (error) {
      await this.rig?.close().catch(() => undefined);
      this.rig = undefined;
      return addUnjudged(this.tallyOf(scenario), error instanceof Error ? error.message : String(error));
    }
  }

  private async openRig(): Promise<Rig> {
    if (this.rig) return this.rig;
    this.rig = await Rig.open();
    this.runs = 0;
    await createLedger(this.rig.source);
    return this.rig;
  }

  private tallyOf({ name }: Scenario): Tally {
    return this.tallies.get(name) ?? emptyTally(name);
  }

  private keepState(): void {
    const { stateFile } = this.options;
    if (stateFile === undefined) return;
    writeFileSync(`${stateFile}.new`, JSON.stringify([...this.tallies.values()], null, 2));
    renameSync(`${stateFile}.new`, stateFile);
  }
}

function readState(stateFile: string | undefined): Tally[] {
  if (stateFile === undefined || !existsSync(stateFile)) return [];
  return JSON.parse(readFileSync(stateFile, 'utf8')) as Tally[];
}
