import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { Lane } from './lane.js';
import type { Scenario } from './scenario.js';
import { emptyTally, type Tally } from './tally.js';

export interface CampaignOptions {
  readonly scenarios: readonly Scenario[];
  readonly repetitions: number;
  /** Rigs that are at work beside each other: a repetition mostly waits for leases and sessions to run out. */
  readonly lanes: number;
  /** Where to go on after an interruption; what is done to its end is taken out of it. */
  readonly stateFile?: string;
  readonly say: (line: string) => void;
}

/** Tries each fault so often. */
export class Campaign {
  private readonly tallies: Map<string, Tally>;
  private readonly waiting: Scenario[];
  private interrupted = false;

  constructor(private readonly options: CampaignOptions) {
    this.tallies = new Map(readState(options.stateFile).map((tally) => [tally.name, tally]));
    this.waiting = queueOf(options, (scenario) => this.tallyOf(scenario).repetitions);
  }

  /** @returns what came of each fault so far; all of it, unless it was interrupted */
  async run(): Promise<Tally[]> {
    const { scenarios, lanes } = this.options;
    await Promise.all(Array.from({ length: lanes }, () => this.work(new Lane())));
    const tallies = scenarios.map((scenario) => this.tallyOf(scenario));
    if (!this.interrupted) this.forget(tallies);
    return tallies;
  }

  /** Ends after the repetitions that are under way. */
  interrupt(): void {
    this.interrupted = true;
  }

  private async work(lane: Lane): Promise<void> {
    try {
      for (let next = this.take(); next; next = this.take()) await this.repeat(lane, next);
    } finally {
      await lane.close();
    }
  }

  private take(): Scenario | undefined {
    return this.interrupted ? undefined : this.waiting.shift();
  }

  private async repeat(lane: Lane, scenario: Scenario): Promise<void> {
    const begun = Date.now();
    const addTo = await lane.judge(scenario);
    const before = this.tallyOf(scenario);
    const tally = addTo(before);
    this.tallies.set(scenario.name, tally);
    this.keepState();
    const how = tally.kept > before.kept ? 'kept' : 'BROKEN';
    this.options.say(`${how.padEnd(6)} ${scenario.name} (${((Date.now() - begun) / 1_000).toFixed(1)} s)`);
  }

  private tallyOf({ name }: Scenario): Tally {
    return this.tallies.get(name) ?? emptyTally(name);
  }

  private forget(tallies: readonly Tally[]): void {
    for (const { name } of tallies) this.tallies.delete(name);
    this.keepState();
  }

  private keepState(): void {
    const { stateFile } = this.options;
    if (stateFile === undefined) return;
    if (this.tallies.size === 0) return rmSync(stateFile, { force: true });
    writeFileSync(`${stateFile}.new`, JSON.stringify([...this.tallies.values()], null, 2));
    renameSync(`${stateFile}.new`, stateFile);
  }
}

/** Every fault once before any a second time, less what was done before. */
function queueOf({ scenarios, repetitions }: CampaignOptions, doneOf: (scenario: Scenario) => number): Scenario[] {
  return Array.from({ length: repetitions }, (_none, index) =>
    scenarios.filter((scenario) => doneOf(scenario) <= index),
  ).flat();
}

function readState(stateFile: string | undefined): Tally[] {
  if (stateFile === undefined || !existsSync(stateFile)) return [];
  return JSON.parse(readFileSync(stateFile, 'utf8')) as Tally[];
}
