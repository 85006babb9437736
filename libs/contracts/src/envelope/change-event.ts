/** What happened, in the past tense; `at` is when it happened in the world (RFC 3339). */
export interface Change<Type extends string = string> {
  readonly type: Type;
  readonly at: string;
  /** Why a record is said again (`*.restated`) or what caused it. */
  readonly reason?: string;
}

/** The value on a topic: the full state after the change, and a version that grows by 1 per entity. */
export interface ChangeEvent<Record = object, Type extends string = string> {
  readonly version: number;
  readonly change: Change<Type>;
  readonly record: Record;
  /** A deletion is a versioned event with the last state, never a Kafka null. */
  readonly deleted?: true;
}
