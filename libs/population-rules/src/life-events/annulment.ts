import type { Annulment, VitalEvent } from '@satudata/contracts';
import { finding, type RegistryFinding } from '../registry-rules.js';

/** What an event left behind, and what stands there now: the versions of one record. */
export interface Effect {
  readonly left: number;
  readonly held: number | undefined;
}

/** May a court's ruling take this event back? Only while nothing was built upon it. */
export function brokenAnnulmentRules(
  event: VitalEvent,
  { ruledOn }: Annulment,
  { effects, today }: { readonly effects: readonly Effect[]; readonly today: string },
): RegistryFinding[] {
  if (event.status === 'annulled') return [finding('', 'annulment.again')];
  if (ruledOn > today) return [finding('/ruledOn', 'date.future')];
  if (ruledOn < event.date) return [finding('/ruledOn', 'event.reported-before')];
  const isOvertaken = effects.some(({ left, held }) => held !== left);
  return isOvertaken ? [finding('', 'annulment.overtaken')] : [];
}
