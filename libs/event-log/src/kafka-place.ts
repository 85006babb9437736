/** Where the brokers are, and who asks. */
export interface KafkaPlace {
  readonly brokers: readonly string[];
  readonly clientId: string;
  /** Receives what the client has to say; message values never appear in it. */
  readonly onLog?: (level: 'error' | 'warn', message: string) => void;
}
