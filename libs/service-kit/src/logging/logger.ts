import type { LoggerService } from '@nestjs/common';
import { pino, type DestinationStream, type Logger, type LoggerOptions } from 'pino';

export type { Logger } from 'pino';

/** JSON lines on standard output. What is logged is chosen field by field; the redaction is the second net. */
export function createLogger(service: string, level: string, to: DestinationStream = pino.destination(1)): Logger {
  const options: LoggerOptions = {
    level,
    base: { service },
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: {
      paths: [
        '*.nik',
        '*.kk',
        '*.name',
        '*.motherName',
        '*.fatherName',
        '*.record',
        '*.value',
        '*.body',
        '*.authorization',
      ],
      censor: '[redacted]',
    },
    serializers: { err: errorFacts },
  };
  return pino(options, to);
}

/**
 * An error as it may be logged: what kind, its code, and where it came from. Its message is left out: messages of the
 * database and of the JSON parser quote what was sent, NIK and name included, and so may a careless rule's.
 */
export function errorFacts(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { kind: typeof error };
  const { code, type, constraint, table, schema, driverError, cause } = error as TellingError;
  if (driverError) return errorFacts(driverError);
  const isDatabase = typeof code === 'string' && /^[0-9A-Z]{5}$/.test(code);
  return isDatabase
    ? { kind: error.name, code, constraint, table, schema }
    : { kind: error.name, code, type, at: framesOf(error), ...(cause !== undefined && { cause: errorFacts(cause) }) };
}

function framesOf({ stack = '' }: Error): string[] {
  const lines = stack.split('\n').map((line) => line.trim());
  return lines.filter((line) => /^at .*:\d+:\d+\)?$/.test(line));
}

interface TellingError extends Error {
  readonly code?: string | number;
  /** What kafkajs calls the broker's error. */
  readonly type?: string;
  readonly constraint?: string;
  readonly table?: string;
  readonly schema?: string;
  readonly driverError?: Error;
}

/** Nest's own sentences, sent to the same lines. */
export class NestLogger implements LoggerService {
  constructor(private readonly logger: Logger) {}

  log(message: unknown, context?: string): void {
    this.logger.debug({ context }, String(message));
  }

  warn(message: unknown, context?: string): void {
    this.logger.warn({ context }, String(message));
  }

  error(message: unknown, ...rest: unknown[]): void {
    const detail = message instanceof Error ? { err: message } : {};
    this.logger.error({ ...detail, context: rest.at(-1) }, message instanceof Error ? message.name : String(message));
  }
}
