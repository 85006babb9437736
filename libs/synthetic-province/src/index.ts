export { type MistakeName } from './mistakes/catalogue.js';
export { type WrittenPerson } from './mistakes/spoil.js';
export { type WrittenRecord } from './mistakes/write-with-mistakes.js';
export { defaultVillagePersons } from './calibration/regency-population.js';
export { generateProvince, type SyntheticProvince, type SyntheticVillage } from './generate-province.js';
export type {
  AddressSubmission,
  FamilyCardSubmission,
  Household,
  MaritalStatus,
  Origin,
  PersonSubmission,
  RelationToHead,
  Religion,
  Sex,
} from './submissions.js';
export { generateRevisions, type PersonRevision } from './person-revisions.js';
