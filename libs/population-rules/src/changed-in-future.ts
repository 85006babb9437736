import { civilDayEnd } from './civil-today.js';
import { finding, type RegistryFinding } from './registry-rules.js';

/** A change that is yet to come: taken, it would make everything said until then look old. */
export function changedInFuture(
  { changedAt }: { readonly changedAt?: string | undefined },
  today: string,
): RegistryFinding[] {
  const isFuture = changedAt !== undefined && Date.parse(changedAt) >= civilDayEnd(today);
  return isFuture ? [finding('/changedAt', 'date.future')] : [];
}
