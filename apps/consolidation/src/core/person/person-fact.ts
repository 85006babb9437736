import { PERSON_STATUS, SEX, type PersonStatusCode } from '@satudata/contracts';
import type { HeardEvent } from '@satudata/inbox';
import { civilDateInLampung } from '../../cube/contribution.js';
import type { CountableRecord } from '../../cube/cube.js';
import { Fields } from '../../raw/read-fields.js';
import { PROVINCE, recordFact, saysOnlyThatItIsGone } from '../../raw/record-fact.js';
import { coreId } from '../core-id.js';

/** What the store understands of a person record. */
export interface PersonFact extends CountableRecord {
  readonly person: string;
  readonly nik: string;
  readonly name: string;
  readonly sex: string;
  readonly birthDate: string;
  readonly status: PersonStatusCode;
  readonly village: string;
}

/** A person counts where they are registered while they are resident. */
export function understandPerson(heard: HeardEvent): PersonFact {
  if (saysOnlyThatItIsGone(heard)) return gonePerson(heard);
  const record = new Fields(heard.value.record);
  const village = record.inside('residence').inside('address').village('village');
  const fact = recordFact(heard, village.slice(0, 5));
  const status = record.oneOf('status', PERSON_STATUS);
  const sex = record.oneOf('sex', SEX);
  return {
    person: coreId('person', fact),
    nik: record.text('nik'),
    name: record.text('name'),
    sex,
    birthDate: record.date('birthDate'),
    status,
    village,
    countable: {
      key: fact.key,
      version: heard.version,
      cell: [village, sex],
      counted: status === 'resident' && !fact.deleted,
      validOn: civilDateInLampung(new Fields(heard.value.change, 'change').instant('at')),
      knownAt: heard.knownAt,
    },
    // Last: an object that begins with a spread is made the slow way, which costs as much as reading the whole record.
    ...fact,
  };
}

function gonePerson(heard: HeardEvent): PersonFact {
  const fact = recordFact(heard, PROVINCE);
  const nothing = { nik: '', name: '', sex: '', birthDate: '', status: 'inactive', village: PROVINCE } as const;
  return {
    ...fact,
    ...nothing,
    person: coreId('person', fact),
    countable: {
      key: fact.key,
      version: heard.version,
      cell: [PROVINCE, ''],
      counted: false,
      validOn: civilDateInLampung(new Fields(heard.value.change, 'change').instant('at')),
      knownAt: heard.knownAt,
    },
  };
}
