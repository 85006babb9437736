import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { LOGGER, ScopedDatabase, Signer, type Logger } from '@satudata/service-kit';
import { countUncovered, signCheckpoint, type SignedCheckpoint } from './checkpoint.js';
import { numberEntries } from './number-entries.js';

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

  constructor(
    private readonly database: ScopedDatabase,
    private readonly signer: Signer,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  onApplicationBootstrap(): void {
    this.checkedAt = Date.now();
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
      .catch((error: unknown) => this.logger.warn({ err: error }, 'the trail could not be numbered, trying again'))
      .finally(() => (this.timer = setTimeout(() => this.next(), EVERY_MS).unref()));
  }

  private async work(): Promise<void> {
    await numberEntries(this.database);
    if (isCheckpointDue(await countUncovered(this.database), Date.now() - this.checkedAt)) await this.catchUp();
  }
}
