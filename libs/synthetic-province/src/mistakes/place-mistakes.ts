import type { AddressSubmission } from '../submissions.js';
import type { Mistakes, WrittenPerson } from './spoil.js';

const ABBREVIATIONS: Readonly<Record<string, string>> = {
  'BANDAR LAMPUNG': 'BDL',
  'TANJUNG KARANG': 'TJ KARANG',
  'GEDONG TATAAN': 'GD TATAAN',
  KOTABUMI: 'KTB',
  PRINGSEWU: 'PSW',
  KALIANDA: 'KLD',
};
/** Regencies as they were called before they were divided. */
const FORMER_REGENCY: Readonly<Record<string, string>> = {
  '18.07': 'LAMPUNG TENGAH',
  '18.08': 'LAMPUNG UTARA',
  '18.09': 'LAMPUNG SELATAN',
  '18.10': 'TANGGAMUS',
  '18.11': 'TULANG BAWANG',
  '18.12': 'TULANG BAWANG',
  '18.13': 'LAMPUNG BARAT',
};
const KIND_WORDS = ['DESA', 'DS.', 'PEKON', 'KAMPUNG', 'TIYUH'];
const ROMAN = ['I', 'II', 'III', 'IV', 'V', 'VI'];

function address({ residence }: WrittenPerson, change: Partial<AddressSubmission>): Partial<WrittenPerson> {
  return { residence: { ...residence, address: { ...residence.address, ...change } } };
}

const withoutZeros = (digits: string): string => String(Number(digits));

export const BIRTH_PLACE_MISTAKES = {
  'birth-place.abbreviated': {
    rate: 0.05,
    spoil: ({ birthPlace }) => {
      const short = ABBREVIATIONS[birthPlace];
      return short === undefined ? undefined : { birthPlace: short };
    },
  },
  'birth-place.of-the-province-era': {
    rate: 0.01,
    spoil: ({ residence }) => {
      const former = FORMER_REGENCY[residence.address.village.slice(0, 5)];
      return former === undefined ? undefined : { birthPlace: former };
    },
  },
  'birth-place.by-province': { rate: 0.01, spoil: () => ({ birthPlace: 'LAMPUNG' }) },
} satisfies Mistakes;

export const VILLAGE_MISTAKES = {
  'village.without-dots': {
    rate: 0.03,
    spoil: (person) => address(person, { village: person.residence.address.village.replaceAll('.', '') }),
  },
  'village.by-name': {
    rate: 0.02,
    spoil: (person, { villageName, random }) =>
      villageName === undefined
        ? undefined
        : address(person, { village: `${random.pick(KIND_WORDS)} ${villageName.toUpperCase()}` }),
  },
} satisfies Mistakes;

export const ADDRESS_MISTAKES = {
  'address.stale': {
    rate: 0.087,
    spoil: (person, { random }) => address(person, { street: `JL. LAMA NO. ${random.between(151, 300)}` }),
  },
  'address.rt-rw-short': {
    rate: 0.05,
    spoil: (person) => {
      const { rt, rw } = person.residence.address;
      return address(person, { rt: withoutZeros(rt), rw: withoutZeros(rw) });
    },
  },
  'address.rt-and-rw-in-one': {
    rate: 0.01,
    spoil: (person) => {
      const { rt, rw } = person.residence.address;
      return address(person, { rt: `${withoutZeros(rt)}/${withoutZeros(rw)}` });
    },
  },
  'address.hamlet-in-roman': {
    rate: 0.01,
    spoil: (person, { random }) => address(person, { hamlet: random.pick(ROMAN) }),
  },
} satisfies Mistakes;
