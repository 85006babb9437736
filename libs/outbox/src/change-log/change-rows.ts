import { topicOf, type ChangeEvent, type EntityName, type SourceName } from '@satudata/contracts';
import { encodeHeaders } from '@satudata/event-log';
import type { BusinessChange, PublishContext, SourceEvent } from './source-event.js';

export interface ChangeRow {
  readonly id: string;
  readonly topic: string;
  readonly event: SourceEvent;
  readonly headers: string;
  readonly value: string;
  readonly tx: string;
  readonly part: number;
  readonly parts: number;
}

/**
 * Business changes -> rows in the order they are to be read. `newId` gives the id of each event; that of the first
 * names the change. A transaction number of the database would come again once it was restored from a dump.
 */
export function changeRows(
  source: SourceName,
  changes: readonly BusinessChange[],
  context: PublishContext & { readonly recordedAt: Date },
  newId: () => string,
): ChangeRow[] {
  const recordedAt = context.recordedAt.toISOString();
  return changes.flatMap((change) => {
    const ids = change.map(newId);
    const tx = ids[0] ?? '';
    return change.map((event, index) => {
      const id = ids[index] ?? '';
      const place = { tx, part: index + 1, parts: change.length };
      const headers = encodeHeaders({
        id,
        source,
        entity: event.entity,
        changeType: event.type,
        subject: event.entityId,
        recordedAt,
        version: event.version,
        ...place,
        batch: context.batch,
        traceparent: context.traceparent,
      });
      const topic = topicOf(source, event.entity as EntityName);
      return { id, topic, event, headers: JSON.stringify(headers), value: JSON.stringify(valueOf(event)), ...place };
    });
  });
}

function valueOf(event: SourceEvent): ChangeEvent {
  return {
    version: event.version,
    change: { type: event.type, at: event.at, ...(event.reason !== undefined && { reason: event.reason }) },
    record: event.record,
    ...(event.deleted && { deleted: true as const }),
  };
}
