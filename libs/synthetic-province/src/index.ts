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
