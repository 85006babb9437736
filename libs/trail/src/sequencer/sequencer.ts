import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { LOGGER, ScopedDatabase, Signer, type Logger } from '@satudata/service-kit';
import { Gauge, register } from 'prom-client';
import { countUncovered, signCheckpoint, type SignedCheckpoint } from './checkpoint.js';
import { numberEntries } from './number-entries.js';

const FAILING = 'satudata_trail_failing_rounds';
const EVERY_MS = 1_000;
const CHECKPOINT_EVERY_MS = 60_000;
const CHECKPOINT_EVERY_ENTRIES = 10_000;

/** Is it time to sign what no checkpoint covers yet? */
export function isCheckpointDue(uncovered: number, sinceLastMs: number): boolean {
  return uncovered >= CHECKPOINT_EVERY_ENTRIES || (uncovered > 0 && sinceLastMs >= CHECKPOINT_EVERY_MS);
}

/** Numbers the trail behind those who write it, and signs it from time to time. */
@Injectable()
export class Sequencer implements OnApplicationBootstrap, OnModuleDestroy {
  private timer: NodeJS.Timeout | undefined;
  private round: Promise<void> = Promise.resolve();
  private checkedAt = 0;
  private failing = 0;

  constructor(
    private readonly database: ScopedDatabase,
    private readonly signer: Signer,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  onApplicationBootstrap(): void {
    this.checkedAt = Date.now();
    this.measureFailures();
    this.timer = setTimeout(() => this.next(), EVERY_MS).unref();
  }

  async onModuleDestroy(): Promise<void> {
    clearTimeout(this.timer);
    await this.round;
    clearTimeout(this.timer);
  }

  /** Numbers and signs all that is written by now. @returns undefined while nothing is */
  async catchUp(): Promise<SignedCheckpoint | undefined> {
    await numberEntries(this.database);
    const signed = await signCheckpoint(this.database, this.signer);
    this.checkedAt = Date.now();
    // A log that is kept elsewhere is a witness: a trail that was cut later does not hold what it says.
    if (signed) this.logger.info({ event: 'trail-checkpoint', ...signed }, 'trail signed');
    return signed;
  }

  private next(): void {
    this.round = this.work()
      .then(
        () => {
          this.failing = 0;
        },
        (error: unknown) => {
          this.failing += 1;
          this.logger.warn({ err: error }, 'the trail could not be numbered, trying again');
        },
      )
      .finally(() => (this.timer = setTimeout(() => this.next(), EVERY_MS).unref()));
  }

  private measureFailures(): void {
    const failing = () => this.failing;
    register.removeSingleMetric(FAILING);
    new Gauge({
      name: FAILING,
      help: 'Rounds in a row in which the trail could be neither numbered nor signed; 0 when all is well',
      collect() {
        this.set(failing());
      },
    });
  }

  private async work(): Promise<void> {
    await numberEntries(this.database);
    if (isCheckpointDue(await countUncovered(this.database), Date.now() - this.checkedAt)) await this.catchUp();
  }
}
