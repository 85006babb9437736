export { civilToday } from './civil-today.js';
export { brokenFamilyCardRules } from './family-card.own-rules.js';
export { brokenPersonRules } from './person.own-rules.js';
export { personWarnings } from './person.warnings.js';
export { finding, REGISTRY_RULES, type RegistryFinding, type RegistryRule } from './registry-rules.js';
export { concernedBy } from './life-events/concerned.js';
export {
  decideLifeEvent,
  type EventContext,
  type LifeDecision,
  type LifeEvent,
} from './life-events/decide-life-event.js';
export type { Consequence, Lives, PersonAfter } from './life-events/lives.js';
export { brokenAnnulmentRules } from './life-events/annulment.js';
export { daysLate } from './life-events/report.rules.js';
export { decideMove, type MoveEvent } from './moves/decide-move.js';
