import { Inject, Injectable } from '@nestjs/common';
import { Problem, ServiceConfig, type SourceServiceConfig } from '@satudata/service-kit';
import type { EntityManager } from 'typeorm';
import { rateLimitFields, type Allowance } from './rate-limit-fields.js';

interface Charged {
  readonly used: string;
  readonly reset: number;
}

/**
 * How many records a client may have decided in a window: counted in records, since one batch is as much work as a
 * million requests, and in the database, since several processes serve one client.
 */
@Injectable()
export class RecordBudget {
  /** Until when a client has nothing left at all, by our clock: who comes again before is refused without work. */
  private readonly spent = new Map<string, number>();

  constructor(@Inject(ServiceConfig) private readonly config: SourceServiceConfig) {}

  /** @throws Problem `budget-spent` when it is known already that nothing is left */
  require(client: string): void {
    const left = (this.spent.get(client) ?? 0) - Date.now();
    if (left > 0) throw this.refusal(0, Math.ceil(left / 1_000));
    this.spent.delete(client);
  }

  /**
   * Counts records in the transaction that decides them: what is rolled back is not counted. To be called last, since
   * until the end of the transaction nobody else counts for this client.
   * @throws Problem `budget-spent` when more records than are left would be taken, of which then none is
   */
  async charge(manager: EntityManager, client: string, records: number): Promise<Allowance> {
    const { INTAKE_BUDGET_RECORDS: quota, INTAKE_BUDGET_SECONDS: windowSeconds } = this.config;
    const [row] = await manager.query<Charged[]>(CHARGE, [client, records, windowSeconds]);
    const [used, resetSeconds] = [Number(row?.used), Math.max(1, Number(row?.reset))];
    if (used <= quota) return { quota, windowSeconds, remaining: quota - used, resetSeconds };
    const remaining = quota - (used - records);
    // Others' records only: what this transaction adds is taken back with it.
    if (remaining === 0) this.spent.set(client, Date.now() + resetSeconds * 1_000);
    throw this.refusal(remaining, resetSeconds);
  }

  private refusal(remaining: number, resetSeconds: number): Problem {
    const { INTAKE_BUDGET_RECORDS: quota, INTAKE_BUDGET_SECONDS: windowSeconds } = this.config;
    const fields = rateLimitFields({ quota, windowSeconds, remaining, resetSeconds });
    return new Problem('budget-spent', { headers: { ...fields, 'retry-after': String(resetSeconds) } });
  }
}

const CHARGE = `
  insert into intake.budget as budget (client, used, ends_at) values ($1, $2, now() + make_interval(secs => $3))
  on conflict (client) do update
    set used = case when budget.ends_at > now() then budget.used else 0 end + excluded.used,
        ends_at = case when budget.ends_at > now() then budget.ends_at else excluded.ends_at end
  returning used, ceil(extract(epoch from ends_at - now()))::int as reset`;
