import type { Random } from '../random.js';
import type { AddressSubmission } from '../submissions.js';

const HOUSEHOLDS_PER_RT = 40;
const RT_PER_RW = 4;
const RT_PER_HAMLET = 3;
const STREETS = [
  'RADEN INTAN',
  'MERDEKA',
  'SUDIRMAN',
  'PRAMUKA',
  'DIPONEGORO',
  'KARTINI',
  'PENDIDIKAN',
  'MASJID',
  'PASAR',
  'IRIGASI',
  'LINTAS TIMUR',
  'MELATI',
  'MAWAR',
  'KENANGA',
  'POROS DESA',
];
const ROMAN = ['I', 'II', 'III', 'IV', 'V', 'VI', 'VII', 'VIII', 'IX', 'X', 'XI', 'XII'];

/** Addresses of one village: neighbourhoods (RT) of some forty households, grouped into RW and hamlets. */
export function addressIn(village: string, households: number, random: Random): AddressSubmission {
  const rt = random.between(1, Math.min(999, Math.ceil(households / HOUSEHOLDS_PER_RT)));
  return {
    street: `JL. ${random.pick(STREETS)} NO. ${random.between(1, 150)}`,
    rt: threeDigits(rt),
    rw: threeDigits(Math.ceil(rt / RT_PER_RW)),
    hamlet: hamletName(village, Math.ceil(rt / RT_PER_HAMLET)),
    village,
  };
}

/** Wards have *lingkungan*, Lampung Barat says *pemangku*, everyone else *dusun*. */
function hamletName(village: string, number: number): string {
  const word = village.charAt(9) === '1' ? 'LINGKUNGAN' : village.startsWith('18.04') ? 'PEMANGKU' : 'DUSUN';
  return `${word} ${ROMAN[(number - 1) % ROMAN.length]}`;
}

function threeDigits(value: number): string {
  return String(value).padStart(3, '0');
}
