export { civilToday } from './civil-today.js';
export { brokenFamilyCardRules } from './family-card.own-rules.js';
export { brokenPersonRules } from './person.own-rules.js';
export { personWarnings } from './person.warnings.js';
export { finding, REGISTRY_RULES, type RegistryFinding, type RegistryRule } from './registry-rules.js';
