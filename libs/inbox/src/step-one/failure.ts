import { UndecodableEvent } from '@satudata/event-log';
import { isCollision, isUnavailable } from '@satudata/service-kit';
import { causeOf, type ParkCause } from '../events/park-cause.js';
import { PositionMoved } from '../position/position.js';

/** What a failed attempt to apply a chunk calls for. */
export type Remedy =
  /** Waiting helps: the database is away, or two transactions met. */
  | { readonly kind: 'again' }
  /** The database, or our own code, stumbles over what some message says: find it and park it. */
  | { readonly kind: 'isolate'; readonly cause: ParkCause }
  /** Trying again cannot help, and parking would hide that the consumer or its surroundings are broken. */
  | { readonly kind: 'give-up' };

/** Data exception, integrity violation, statement touches a row twice, limit exceeded. */
const REFUSED = /^(22|23|21|54)[0-9A-Z]{3}$/;
/** What the language throws at a mistake in the code. */
const OWN_MISTAKE = /^(Type|Range|Reference|Syntax|URI)Error$/;
/** Cancelled by a timeout or while waiting for a lock. */
const SLOW = /^(57014|55P03)$/;
/** Two transactions that meet decide it within a few tries; what still collides then is a refusal. */
const COLLISIONS = 10;

export function remedyFor(error: unknown, attempt: number): Remedy {
  const code = sqlState(error);
  if (isCollision(error) && attempt >= COLLISIONS) return { kind: 'isolate', cause: refusal(code) };
  if (isUnavailable(error) || isCollision(error) || error instanceof PositionMoved) return { kind: 'again' };
  if (SLOW.test(code)) return { kind: 'again' };
  if (REFUSED.test(code)) return { kind: 'isolate', cause: refusal(code) };
  return isOfTheFold(error) ? { kind: 'isolate', cause: causeOf(error, 'folding') } : { kind: 'give-up' };
}

/** Why an event could not be applied, quoting nothing of it. */
export function causeOfFailure(error: unknown): string {
  const code = isOfTheFold(error) ? '' : sqlState(error);
  return (code === '' ? causeOf(error, 'folding') : refusal(code)).sentence;
}

function refusal(code: string): ParkCause {
  return { sentence: `the database refuses it (SQLSTATE ${code})` };
}

/** By name, since errors of the runtime's own modules come from another realm than those of a sandbox. */
function isOfTheFold(error: unknown): boolean {
  return error instanceof UndecodableEvent || (error instanceof Error && OWN_MISTAKE.test(error.name));
}

function sqlState(error: unknown): string {
  const { code, driverError } = error as { code?: unknown; driverError?: unknown };
  if (typeof code === 'string') return code;
  return driverError ? sqlState(driverError) : '';
}
