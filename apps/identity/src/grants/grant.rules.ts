import type { FieldError, Words } from '@satudata/contracts';
import type { GrantEntry, RecordedGrant } from './grant.js';

/** What a grant must be beside well-formed. */
const RULES = {
  'grant.service': {
    id: 'Nama layanan terdiri atas huruf kecil dan tanda hubung.',
    en: 'The name of a service consists of small letters and hyphens.',
  },
  'grant.operation': {
    id: 'Operasi ditulis seperti person:read atau operate.',
    en: 'An operation is written like person:read or operate.',
  },
  'grant.region': {
    id: 'Wilayah adalah 18 (seluruh provinsi) atau kode kabupaten/kota yang ada.',
    en: 'A region is 18 (the whole province) or the code of a regency or city that exists.',
  },
  'grant.client': {
    id: 'Klien ini tidak terdaftar atau sudah dicabut.',
    en: 'This client is not registered or was revoked.',
  },
  'grant.period': {
    id: 'Masa berlaku harus berakhir setelah dimulai, dan tidak di masa lalu.',
    en: 'The period must end after it begins, and not in the past.',
  },
  'grant.end': {
    id: 'Hak akses hanya dapat diakhiri mulai sekarang, sebelum waktu berakhirnya.',
    en: 'A grant can be ended from now on only, before the time at which it ends anyway.',
  },
} as const satisfies Record<string, Words>;

const SERVICE = /^[a-z][a-z-]{0,62}$/;
const OPERATION = /^[a-z][a-z-]{0,62}(:[a-z][a-z-]{0,62})?$/;

export interface GrantingState {
  readonly isActiveClient: boolean;
  /** `18` and the regencies of the province. */
  readonly regions: ReadonlySet<string>;
  readonly now: Date;
}

/** Why a grant may not be given; nothing if it may. */
export function faultsOfGrant(entry: GrantEntry, { isActiveClient, regions, now }: GrantingState): FieldError[] {
  const { validFrom = now, validTo } = entry;
  return [
    ...(isActiveClient ? [] : [fault('/client', 'grant.client')]),
    ...(SERVICE.test(entry.service) ? [] : [fault('/service', 'grant.service')]),
    ...(entry.operations.every((operation) => OPERATION.test(operation))
      ? []
      : [fault('/operations', 'grant.operation')]),
    ...(entry.regions.every((region) => regions.has(region)) ? [] : [fault('/regions', 'grant.region')]),
    ...(validTo === undefined || (validTo > validFrom && validTo > now) ? [] : [fault('/validTo', 'grant.period')]),
  ];
}

/** Why a grant may not end at that time: what was is not rewritten, and no end lengthens a grant. */
export function faultsOfEnd(grant: RecordedGrant, endsAt: Date, now: Date): FieldError[] {
  const isEarlier = grant.effectiveTo === null || endsAt < grant.effectiveTo;
  return endsAt >= now && isEarlier ? [] : [fault('/at', 'grant.end')];
}

function fault(pointer: string, rule: keyof typeof RULES): FieldError {
  return { pointer, rule, ...RULES[rule] };
}
