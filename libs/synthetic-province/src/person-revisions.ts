import type { AddressSubmission, MaritalStatus, PersonSubmission } from './submissions.js';

/** A person as sent for the `sourceVersion`-th time. */
export type PersonRevision = PersonSubmission & { sourceVersion: number };

/** Young people and their elders change different things; nobody marries below 19 (UU 16/2019). */
const WORKING_AGE = 19;
const OCCUPATIONS = ['9', '88', '15', '19', '84', '20', '81', '2'];
const NEXT_STATUS: Readonly<Record<MaritalStatus, MaritalStatus>> = { '1': '2', '2': '4', '3': '2', '4': '2' };
const HIGHEST_SCHOOLING = 5;

type Change = (person: PersonSubmission) => PersonSubmission;

const OF_ANYONE: readonly Change[] = [moveInsideVillage, changeBloodType];
const OF_ADULTS: readonly Change[] = [moveInsideVillage, changeOccupation, finishSchool, changeMaritalStatus];

/**
 * The same person sent `count` times with `sourceVersion` 1 to `count`: first as given, then each time one lawful
 * change further (work, schooling, marital status, another house in the village), never the same twice in a row.
 *
 * @param at the day on which the changes are lawful, `YYYY-MM-DD`: it decides who is of age
 */
export function* generateRevisions(person: PersonSubmission, count: number, at: string): Generator<PersonRevision> {
  const changes = Number(at.slice(0, 4)) - Number(person.birthDate.slice(0, 4)) > WORKING_AGE ? OF_ADULTS : OF_ANYONE;
  let current = person;
  for (let sourceVersion = 1; sourceVersion <= count; sourceVersion++) {
    yield { ...current, sourceVersion };
    current = (changes[sourceVersion % changes.length] ?? moveInsideVillage)(current);
  }
}

/** The house number and the neighbourhood turn like a wheel, so the next address is never the present one. */
function moveInsideVillage(person: PersonSubmission): PersonSubmission {
  const { address, since } = person.residence;
  return { ...person, residence: { since, address: nextDoor(address) } };
}

function nextDoor(address: AddressSubmission): AddressSubmission {
  const rt = (Number(address.rt) % 12) + 1;
  const house = (Number(/\d+$/.exec(address.street)?.[0] ?? 0) % 150) + 1;
  return {
    ...address,
    street: `${address.street.replace(/ NO\. \d+$/, '')} NO. ${house}`,
    rt: String(rt).padStart(3, '0'),
    rw: String(Math.ceil(rt / 4)).padStart(3, '0'),
  };
}

function changeOccupation(person: PersonSubmission): PersonSubmission {
  const next = (OCCUPATIONS.indexOf(person.occupation.code) + 1) % OCCUPATIONS.length;
  return { ...person, occupation: { code: OCCUPATIONS[next] ?? '9', edition: '2019' } };
}

/** One step up to the end of secondary school; who has that moves house instead. */
function finishSchool(person: PersonSubmission): PersonSubmission {
  const reached = Number(person.education);
  return reached < HIGHEST_SCHOOLING ? { ...person, education: String(reached + 1) } : moveInsideVillage(person);
}

/** Those who are on the card as somebody's wife, husband or child-in-law stay married and move house instead. */
function changeMaritalStatus(person: PersonSubmission): PersonSubmission {
  if (['2', '3', '5'].includes(person.relationToHead)) return moveInsideVillage(person);
  return { ...person, maritalStatus: NEXT_STATUS[person.maritalStatus] };
}

/** A blood test: from unknown (13) to a type and so on. */
function changeBloodType(person: PersonSubmission): PersonSubmission {
  return { ...person, bloodType: String((Number(person.bloodType) % 12) + 1) };
}
