import { Problem, WHOLE_PROVINCE, type Logger, type ScopedDatabase } from '@satudata/service-kit';
import { backlogUpTo } from '../relay/queue.js';
import { BacklogGate } from './backlog-gate.js';

const COUNT_MS = 500;
/** Shorter than the silence after which a connection is closed. */
const ROOM_WITHIN_MS = 60_000;
const ASK_AGAIN_SECONDS = 10;

/** Room for more changes: a broker that stays away must not fill the disk of the source. */
export class Room {
  private readonly gate: BacklogGate;
  private counting: NodeJS.Timeout | undefined;

  constructor(
    private readonly limit: number,
    private readonly database: ScopedDatabase,
    private readonly logger: Logger,
  ) {
    this.gate = new BacklogGate(limit);
  }

  /** @throws Problem `backlog-full` while too many changes wait to be sent */
  require(): void {
    if (!this.gate.isOpen) throw backlogFull();
  }

  /** For work that is under way already. @throws Problem `backlog-full` when there is no room for a minute */
  async await(): Promise<void> {
    if (!(await this.gate.opens(ROOM_WITHIN_MS))) throw backlogFull();
  }

  startCounting(): void {
    this.counting = setInterval(() => void this.count(), COUNT_MS);
  }

  stopCounting(): void {
    clearInterval(this.counting);
  }

  private async count(): Promise<void> {
    try {
      const waiting = await this.database.inScope(WHOLE_PROVINCE, (manager) => backlogUpTo(manager, this.limit));
      this.gate.note(waiting);
    } catch (error) {
      // Without its database a source takes nothing anyway.
      this.logger.debug({ err: error }, 'what waits to be sent could not be counted');
    }
  }
}

function backlogFull(): Problem {
  return new Problem('backlog-full', { headers: { 'retry-after': String(ASK_AGAIN_SECONDS) } });
}
