import type { SchemaMigrations } from '@satudata/service-kit';
import { AcceptTopics20261124200000 } from './migrations/20261124200000-accept-topics.js';
import { CreateInbox20261124081000 } from './migrations/20261124081000-create-inbox.js';
import { KeepDiscarded20261124140000 } from './migrations/20261124140000-keep-discarded.js';
import { KnowTopics20261124142500 } from './migrations/20261124142500-know-topics.js';
import { ManySubjectsARow20261124201000 } from './migrations/20261124201000-many-subjects-a-row.js';

export const inboxSchema: SchemaMigrations = {
  schema: 'inbox',
  migrations: [
    CreateInbox20261124081000,
    KeepDiscarded20261124140000,
    KnowTopics20261124142500,
    AcceptTopics20261124200000,
    ManySubjectsARow20261124201000,
  ],
};
/** What a projection throws when it cannot understand a record. */
export { UndecodableEvent } from '@satudata/event-log';
export type { FoldOutcome, HeardEvent, Projection } from './events/projection.js';
export { hearEvents, InboxModule, type InboxOptions, type KafkaConfig } from './inbox.module.js';
export type { Acceptance, Accepted, AcceptRequest } from './position/accept-topic.js';
export type { PartitionNext } from './position/beyond-the-end.js';
export type { DiscardRequest, ParkedEvents } from './parking/parked-events.js';
export type { ParkedSequence, SequencePlace } from './parking/parked-sequences.js';
export type { ReadStretch, Retried } from './parking/retry-parked.js';
export { readInboxState, type InboxState, type PositionRow } from './position/read-positions.js';
export {
  countTodo,
  forgetConsumer,
  holdTodo,
  lockPositions,
  positionsOf,
  takePlaceOf,
} from './replay/consumer-state.js';
export { Replay, type ReplayParts } from './replay/replay.js';
export { addTodo, workFor } from './todo/todo.js';
export { withoutTodo } from './todo/without-todo.js';
export type { TodoTask } from './todo/todo-worker.js';
export { InboxServer, type InboxParts } from './transport/inbox-server.js';
