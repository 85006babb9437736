import { formatDay, yearOf, type CivilDay } from '../civil-day.js';
import { districtOf, firstRegistration, type HomeVillage } from '../identity/first-registration.js';
import type { SerialLedger } from '../identity/serial-ledger.js';
import { personName } from '../names/person-name.js';
import type { Random } from '../random.js';
import type { AddressSubmission, Household, Origin, PersonSubmission, Religion, Sex } from '../submissions.js';
import { bloodTypeOf, educationOf, occupationOf } from '../traits.js';
import type { Resident } from '../village-pool.js';
import { addressIn } from './address.js';
import { familyDates, type FamilyDates } from './family-dates.js';
import { membersOf, type Family, type Placed } from './family.js';

/** What all households of a village share. */
export interface VillageSetting {
  readonly village: HomeVillage;
  readonly households: number;
  readonly at: CivilDay;
  readonly ledger: SerialLedger;
  readonly random: Random;
}

/** A member with name and number, before the papers are written. */
interface Named extends Placed {
  readonly nik: string;
  readonly name: string;
  readonly birthPlace: string;
}

/** What all members of a household share. */
interface Card {
  readonly kk: string;
  readonly origin: Origin;
  readonly religion: Religion;
  readonly address: AddressSubmission;
  readonly dates: FamilyDates;
}

/** A family as the registry would receive it: the card and every person on it, head first. */
export function writeHousehold(
  family: Family,
  { origin, religion }: { origin: Origin; religion: Religion },
  setting: VillageSetting,
): Household {
  const { village, at, ledger, random } = setting;
  const placed = membersOf(family);
  const dates = familyDates(placed, at, random);
  const address = addressIn(village.code, setting.households, random);
  const kk = ledger.kk(districtOf(village.code), dates.recorded);
  const members = nameMembers(placed, origin, setting);
  const writer = new PersonWriter(members, { kk, origin, religion, address, dates }, random);
  return {
    origin,
    familyCard: {
      kk,
      head: members[0]?.nik ?? '',
      members: members.map(({ nik, relation }) => ({ nik, relation })),
      address,
      issuedOn: formatDay(dates.issued),
      status: 'active',
    },
    persons: members.map((member) => writer.write(member)),
  };
}

function nameMembers(placed: readonly Placed[], origin: Origin, { village, ledger, random }: VillageSetting): Named[] {
  return placed.map((member) => {
    const { person } = member;
    const { district, birthPlace } = firstRegistration(person, village, random);
    const nik = ledger.nik(district, person.sex, person.born);
    const bearer = {
      origin,
      sex: person.sex,
      birthYear: yearOf(person.born),
      birthOrder: birthOrder(member, placed, random),
    };
    return { ...member, nik, name: personName(bearer, random), birthPlace };
  });
}

/** Children at home are counted; of everyone else nobody here knows the brothers and sisters. */
function birthOrder(member: Placed, placed: readonly Placed[], random: Random): number {
  const parent = member.mother ?? member.father;
  if (parent === undefined) return random.between(0, 3);
  return placed.filter((other) => (other.mother ?? other.father) === parent && other.person.born < member.person.born)
    .length;
}

class PersonWriter {
  private readonly named: ReadonlyMap<Resident, Named>;
  /** The parent who is not on the card is one and the same for all brothers and sisters. */
  private readonly absent = new Map<Resident, string>();

  constructor(
    members: readonly Named[],
    private readonly card: Card,
    private readonly random: Random,
  ) {
    this.named = new Map(members.map((member) => [member.person, member]));
  }

  write(member: Named): PersonSubmission {
    const { person, nik, name, birthPlace } = member;
    const { kk, religion, address, dates } = this.card;
    const education = educationOf(person, yearOf(person.born), this.random);
    return {
      nik,
      name,
      sex: person.sex,
      birthPlace,
      birthDate: formatDay(person.born),
      religion,
      maritalStatus: person.maritalStatus,
      education,
      occupation: { code: occupationOf(person, education, this.random), edition: '2019' },
      bloodType: bloodTypeOf(this.random),
      citizenship: '1',
      ...this.motherOf(member),
      ...this.fatherOf(member),
      kk,
      relationToHead: member.relation,
      status: 'resident',
      residence: { address, since: formatDay(Math.max(person.born, dates.arrived)) },
    };
  }

  private motherOf({ person, mother, father }: Named): Pick<PersonSubmission, 'motherName' | 'motherNik'> {
    const known = mother && this.named.get(mother);
    return known
      ? { motherName: known.name, motherNik: known.nik }
      : { motherName: this.absentParent('P', person, father) };
  }

  private fatherOf({ person, mother, father }: Named): Pick<PersonSubmission, 'fatherName' | 'fatherNik'> {
    const known = father && this.named.get(father);
    return known
      ? { fatherName: known.name, fatherNik: known.nik }
      : { fatherName: this.absentParent('L', person, mother) };
  }

  private absentParent(sex: Sex, child: Resident, otherParent: Resident | undefined): string {
    const remembered = otherParent && this.absent.get(otherParent);
    if (remembered !== undefined) return remembered;
    const { origin } = this.card;
    const name = personName(
      { origin, sex, birthYear: yearOf(child.born) - 27, birthOrder: this.random.between(0, 3) },
      this.random,
    );
    if (otherParent !== undefined) this.absent.set(otherParent, name);
    return name;
  }
}
