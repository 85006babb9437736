import type { SchemaMigrations } from '@satudata/service-kit';
import { CreateOutbox20261124080000 } from './migrations/20261124080000-create-outbox.js';

export const outboxSchema: SchemaMigrations = { schema: 'outbox', migrations: [CreateOutbox20261124080000] };
export type { BusinessChange, PublishContext, SourceEvent } from './change-log/source-event.js';
export { publish, recordingTime } from './change-log/publish.js';
export { Outbox, OutboxModule } from './outbox.module.js';
export { Relay, type RelayParts } from './relay/relay.js';
