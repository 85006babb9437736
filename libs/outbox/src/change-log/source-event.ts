/** One thing a source says: this entity is now so, because this happened. */
export interface SourceEvent {
  readonly entity: string;
  /** Opaque; becomes the Kafka key. */
  readonly entityId: string;
  readonly version: number;
  /** `<entity>.<past participle>` */
  readonly type: string;
  /** When it happened in the world (RFC 3339). */
  readonly at: string;
  /** Why it is said again, of `<entity>.restated`; nothing personal. */
  readonly reason?: string;
  readonly record: object;
  /** Regency code of the office that owns the record. */
  readonly region: string;
  readonly deleted?: true;
}

/** All events of one business change: whoever hears one of them can tell when all are in. */
export type BusinessChange = readonly SourceEvent[];

export interface PublishContext {
  readonly batch?: string | undefined;
  readonly traceparent?: string | undefined;
}
