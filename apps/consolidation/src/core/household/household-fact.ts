import { FAMILY_CARD_STATUS, type FamilyCardStatusCode } from '@satudata/contracts';
import type { HeardEvent } from '@satudata/inbox';
import { civilDateInLampung } from '../../cube/contribution.js';
import type { CountableRecord } from '../../cube/cube.js';
import { Fields } from '../../raw/read-fields.js';
import { PROVINCE, recordFact, saysOnlyThatItIsGone } from '../../raw/record-fact.js';
import { coreId } from '../core-id.js';

export interface HouseholdMember {
  readonly nik: string;
  readonly relation: string;
}

/** What the store understands of a family card. */
export interface HouseholdFact extends CountableRecord {
  readonly household: string;
  readonly kk: string;
  readonly head: string;
  readonly village: string;
  readonly status: FamilyCardStatusCode;
  /** Each NIK once. */
  readonly members: readonly HouseholdMember[];
}

/** A family counts where its card is registered while the card is active. */
export function understandHousehold(heard: HeardEvent): HouseholdFact {
  if (saysOnlyThatItIsGone(heard)) return goneHousehold(heard);
  const record = new Fields(heard.value.record);
  const village = record.inside('address').village('village');
  const fact = recordFact(heard, village.slice(0, 5));
  const status = record.oneOf('status', FAMILY_CARD_STATUS);
  return {
    household: coreId('family-card', fact),
    kk: record.text('kk'),
    head: record.text('head'),
    village,
    status,
    members: eachOnce(record.list('members')),
    countable: {
      key: fact.key,
      version: heard.version,
      cell: [village],
      counted: status === 'active' && !fact.deleted,
      validOn: civilDateInLampung(new Fields(heard.value.change, 'change').instant('at')),
      knownAt: heard.knownAt,
    },
    // Last: an object that begins with a spread is made the slow way.
    ...fact,
  };
}

function goneHousehold(heard: HeardEvent): HouseholdFact {
  const fact = recordFact(heard, PROVINCE);
  return {
    ...fact,
    household: coreId('family-card', fact),
    kk: '',
    head: '',
    village: PROVINCE,
    status: 'closed',
    members: [],
    countable: {
      key: fact.key,
      version: heard.version,
      cell: [PROVINCE],
      counted: false,
      validOn: civilDateInLampung(new Fields(heard.value.change, 'change').instant('at')),
      knownAt: heard.knownAt,
    },
  };
}

function eachOnce(members: readonly Fields[]): HouseholdMember[] {
  const relations = new Map(members.map((member) => [member.text('nik'), member.text('relation')]));
  return [...relations].map(([nik, relation]) => ({ nik, relation }));
}
