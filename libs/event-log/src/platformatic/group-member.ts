import { setTimeout as pause } from 'node:timers/promises';
import { Base, Consumer, GroupProtocols, type GroupAssignment } from '@platformatic/kafka';
import type { KafkaPlace } from '../kafka-place.js';
import type { LogReaderOptions } from '../ports.js';
import { platformaticOptions, waitBeforeTry } from './platformatic-options.js';

export interface MembershipHandlers {
  onAssigned(assignment: readonly GroupAssignment[]): void;
  /** The partitions are, or may soon be, those of somebody else. */
  onLost(): void;
}

/** How long leaving may take: a broker that is away notices by itself. */
const LEAVE_MS = 3_000;

/**
 * A member of a classic consumer group. The client stops sending heartbeats for good after one that failed, keeps
 * connections that only seem open, and never asks again who coordinates the group: after any failure it is made anew,
 * with the id of the member it was, so that nobody waits for a lost one.
 */
export class GroupMember {
  private consumer: Consumer | undefined;
  private memberId: string | null = null;
  private isWanted = false;
  private isJoining = false;
  private committing: Promise<void> = Promise.resolve();

  constructor(
    private readonly place: KafkaPlace,
    private readonly options: LogReaderOptions,
    private readonly topics: readonly string[],
    private readonly handlers: MembershipHandlers,
  ) {}

  /** Resolves when the group has taken this member in, or nobody wants that any more. */
  async join(): Promise<void> {
    this.isWanted = true;
    this.isJoining = true;
    for (let attempt = 0; this.isWanted && !(await this.tryToJoin()); attempt += 1) await pause(waitBeforeTry(attempt));
    this.isJoining = false;
  }

  private async tryToJoin(): Promise<boolean> {
    const consumer = this.create();
    try {
      await consumer.joinGroup();
      return true;
    } catch (error) {
      this.warn('could not join the group, trying again', error);
      this.abandon(consumer);
      return false;
    }
  }

  /** For lag tools only: nobody waits for it, and one that fails is made up for by the next. */
  commit(topic: string, partition: number, offset: bigint): void {
    const { consumer } = this;
    this.committing = this.committing.then(async () => {
      if (!consumer || consumer !== this.consumer) return;
      await consumer.commit({ offsets: [{ topic, partition, offset, leaderEpoch: -1 }] }).catch(() => undefined);
    });
  }

  async leave(): Promise<void> {
    this.isWanted = false;
    const { consumer } = this;
    if (!consumer) return;
    const left = this.committing.then(() => consumer.close(true)).catch(() => undefined);
    await Promise.race([left, pause(LEAVE_MS, undefined, { ref: false })]);
    this.abandon(consumer);
    this.memberId = null;
  }

  private create(): Consumer {
    const { groupId, sessionTimeoutMs } = this.options;
    const consumer: Consumer = new Consumer({
      ...platformaticOptions(this.place),
      retries: 1,
      groupId,
      groupProtocol: GroupProtocols.CLASSIC,
      // The name by which kafkajs knows the same way to share: a group may change its client one member at a time.
      protocols: [{ name: 'RoundRobinAssigner', version: 1 }],
      sessionTimeout: sessionTimeoutMs,
      rebalanceTimeout: sessionTimeoutMs,
      heartbeatInterval: sessionTimeoutMs / 10,
      // Joining lasts until the others have joined too.
      requestTimeout: sessionTimeoutMs + 5_000,
    });
    consumer.memberId = this.memberId;
    consumer.topics.trackAll(...this.topics);
    this.consumer = consumer;
    this.watch(consumer);
    return consumer;
  }

  private watch(consumer: Consumer): void {
    const ifPresent = (act: () => void) => {
      if (consumer === this.consumer) act();
    };
    consumer.on('consumer:group:join', ({ memberId, assignments }) =>
      ifPresent(() => {
        this.memberId = memberId;
        this.handlers.onAssigned(assignments ?? []);
      }),
    );
    consumer.on('consumer:group:rebalance', () => ifPresent(() => this.handlers.onLost()));
    consumer.on('consumer:heartbeat:error', ({ error }) => ifPresent(() => this.rejoin(consumer, error)));
    consumer.on('error', (error: Error) => ifPresent(() => this.rejoin(consumer, error)));
  }

  private rejoin(consumer: Consumer, error: unknown): void {
    if (this.isJoining) return;
    this.warn('the group did not answer, joining it again', error);
    this.handlers.onLost();
    this.abandon(consumer);
    if (this.isWanted) void this.join();
  }

  /** Closes the connections without leaving the group. */
  private abandon(consumer: Consumer): void {
    if (this.consumer === consumer) this.consumer = undefined;
    void Base.prototype.close.call(consumer);
  }

  private warn(what: string, error: unknown): void {
    this.place.onLog?.('warn', `${what}: ${error instanceof Error ? error.message : String(error)}`);
  }
}
