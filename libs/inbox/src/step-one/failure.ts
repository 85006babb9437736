import { isCollision, isUnavailable } from '@satudata/service-kit';
import { PositionMoved } from '../position/position.js';

/** What a failed attempt to apply a chunk calls for. */
export type Remedy =
  /** Waiting helps: the database is away, or two transactions met. */
  | { readonly kind: 'again' }
  /** The database refuses what some message says: find it and park it. */
  | { readonly kind: 'isolate'; readonly cause: string }
  /** Trying again cannot help, and parking would hide that the consumer itself is broken. */
  | { readonly kind: 'give-up' };

/** Data exception, integrity violation, statement touches a row twice, limit exceeded. */
const REFUSED = /^(22|23|21|54)[0-9A-Z]{3}$/;
/** Cancelled by a timeout or while waiting for a lock. */
const SLOW = /^(57014|55P03)$/;
/** Two transactions that meet decide it within a few tries; what still collides then is a refusal. */
const COLLISIONS = 10;

export function remedyFor(error: unknown, attempt: number): Remedy {
  const code = sqlState(error);
  if (isCollision(error) && attempt >= COLLISIONS) return { kind: 'isolate', cause: refusal(code) };
  if (isUnavailable(error) || isCollision(error) || error instanceof PositionMoved) return { kind: 'again' };
  if (SLOW.test(code)) return { kind: 'again' };
  return REFUSED.test(code) ? { kind: 'isolate', cause: refusal(code) } : { kind: 'give-up' };
}

/** Why an event could not be applied, quoting nothing of it. */
export function causeOfFailure(error: unknown): string {
  const code = sqlState(error);
  return code === '' ? `applying it ended in ${error instanceof Error ? error.name : typeof error}` : refusal(code);
}

function refusal(code: string): string {
  return `the database refuses it (SQLSTATE ${code})`;
}

function sqlState(error: unknown): string {
  const { code, driverError } = error as { code?: unknown; driverError?: unknown };
  if (typeof code === 'string') return code;
  return driverError ? sqlState(driverError) : '';
}
