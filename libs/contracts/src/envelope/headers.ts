/** CloudEvents 1.0, Kafka binding in binary mode, and our four extensions. */
export interface EventHeaders {
  readonly ce_specversion: '1.0';
  /** Id of the outbox row: the same event sent twice has the same id. */
  readonly ce_id: string;
  /** `/population-registry`, or `/population-registry/18.01` for an instance that a regency runs itself. */
  readonly ce_source: string;
  /** `id.lampung.satudata.population-registry.person.moved` */
  readonly ce_type: string;
  /** The entity id, opaque. */
  readonly ce_subject: string;
  /** When the source recorded it, UTC. */
  readonly ce_time: string;
  readonly ce_dataschema: string;
  readonly 'content-type': 'application/json';
  readonly traceparent?: string;
  readonly 'satudata-version': string;
  /** `<transaction>;i/n`: part i of the n events of one transaction. */
  readonly 'satudata-tx': string;
  /** Id of the intake batch, if any. */
  readonly 'satudata-batch'?: string;
}

export const TYPE_PREFIX = 'id.lampung.satudata';
