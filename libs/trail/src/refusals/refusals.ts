import { Inject, Injectable, type OnModuleDestroy } from '@nestjs/common';
import {
  LOGGER,
  ScopedDatabase,
  SERVICE_NAME,
  WHOLE_PROVINCE,
  type AccessTrail,
  type Logger,
  type Refusal,
} from '@satudata/service-kit';
import { entryOfRefusal, type TrailEntry } from '../entry/trail-entry.js';
import { writeEntries } from '../entry/write-entries.js';
import { admit, NOTHING_SPENT, REFUSALS_A_MINUTE } from './refusal-budget.js';

/** So many refusals wait in memory while the database is away; later ones are in the log only. */
const WAITING_LIMIT = 10_000;
const OTHERS_LEFT_OUT = `more-than-${REFUSALS_A_MINUTE}-a-minute`;

/** Writes refusals behind the answers: one connection at most, however many strangers knock. */
@Injectable()
export class Refusals implements AccessTrail, OnModuleDestroy {
  private budget = NOTHING_SPENT;
  private waiting: TrailEntry[] = [];
  private writing: Promise<void> | undefined;

  constructor(
    private readonly database: ScopedDatabase,
    @Inject(SERVICE_NAME) private readonly service: string,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  refused(refusal: Refusal): void {
    const now = new Date();
    const { admission, budget } = admit(this.budget, now.getTime());
    this.budget = budget;
    if (admission === 'left-out' || this.waiting.length >= WAITING_LIMIT) return;
    const { route, request } = refusal;
    const asked = { at: now.toISOString(), service: this.service, route, request };
    const reason = admission === 'last' ? OTHERS_LEFT_OUT : refusal.reason;
    this.waiting.push(entryOfRefusal(asked, { ...refusal, reason }));
    this.writing ??= this.writeAll().finally(() => (this.writing = undefined));
  }

  async onModuleDestroy(): Promise<void> {
    await this.writing;
  }

  private async writeAll(): Promise<void> {
    while (this.waiting.length > 0) {
      const entries = this.waiting;
      this.waiting = [];
      try {
        await this.database.inScope(WHOLE_PROVINCE, (manager) => writeEntries(manager, entries));
      } catch (error) {
        // They are tried again with the next refusal; the log has them as well.
        this.waiting.unshift(...entries);
        this.logger.warn({ err: error, entries: entries.length }, 'refusals could not be written to the trail');
        return;
      }
    }
  }
}
