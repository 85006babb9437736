import { dataSchemaOf, TYPE_PREFIX, type EventHeaders, type SourceName } from '@satudata/contracts';

/** What a source knows of an event besides its value. */
export interface EventFacts {
  readonly id: string;
  readonly source: SourceName;
  /** `18.01` when a regency runs this instance itself. */
  readonly instance?: string;
  readonly entity: string;
  readonly changeType: string;
  readonly subject: string;
  readonly recordedAt: string;
  readonly version: number;
  readonly tx: string;
  readonly part: number;
  readonly parts: number;
  readonly batch?: string | undefined;
  readonly traceparent?: string | undefined;
}

export function sourceUri(source: SourceName, instance?: string): string {
  return instance ? `/${source}/${instance}` : `/${source}`;
}

/** CloudEvents 1.0 Kafka binding, binary mode: attributes as `ce_` headers, the value is the data alone. */
export function encodeHeaders(facts: EventFacts): EventHeaders {
  return {
    ce_specversion: '1.0',
    ce_id: facts.id,
    ce_source: sourceUri(facts.source, facts.instance),
    ce_type: `${TYPE_PREFIX}.${facts.source}.${facts.changeType}`,
    ce_subject: facts.subject,
    ce_time: facts.recordedAt,
    ce_dataschema: dataSchemaOf(facts.source, facts.entity),
    'content-type': 'application/json',
    ...(facts.traceparent && { traceparent: facts.traceparent }),
    'satudata-version': String(facts.version),
    'satudata-tx': `${facts.tx};${facts.part}/${facts.parts}`,
    ...(facts.batch && { 'satudata-batch': facts.batch }),
  };
}
