import type { Words } from '../words.js';

interface PurposeEntry {
  readonly words: Words;
  /** The law that lets personal data be read for it. */
  readonly source: string;
}

/**
 * Why personal data may be read: a closed list, for each purpose is one that a law names. UU 24/2013 art. 58(4) lists
 * the five uses of population data; the others are duties of whoever keeps them. The articles are to be confirmed by
 * the province's legal bureau before the first agreement is signed.
 */
export const PURPOSES = {
  'civil-registration': {
    words: { id: 'Pelayanan administrasi kependudukan', en: 'Civil registration and population administration' },
    source: 'UU 23/2006 art. 7',
  },
  'public-service': {
    words: { id: 'Pelayanan publik', en: 'Public service' },
    source: 'UU 24/2013 art. 58(4)(a)',
  },
  planning: {
    words: { id: 'Perencanaan pembangunan', en: 'Development planning' },
    source: 'UU 24/2013 art. 58(4)(b)',
  },
  'budget-allocation': {
    words: { id: 'Alokasi anggaran', en: 'Allocation of budgets' },
    source: 'UU 24/2013 art. 58(4)(c)',
  },
  democracy: {
    words: { id: 'Pembangunan demokrasi', en: 'Elections and democracy' },
    source: 'UU 24/2013 art. 58(4)(d)',
  },
  'law-enforcement': {
    words: { id: 'Penegakan hukum dan pencegahan kriminal', en: 'Law enforcement and prevention of crime' },
    source: 'UU 24/2013 art. 58(4)(e)',
  },
  'subject-access': {
    words: { id: 'Permintaan akses oleh pemilik data', en: 'Access asked for by the data subject' },
    source: 'UU 27/2022 art. 7',
  },
  operation: {
    words: { id: 'Pengoperasian dan keamanan sistem', en: 'Operation and security of the system' },
    source: 'UU 27/2022 art. 35',
  },
  oversight: {
    words: { id: 'Pengawasan pemrosesan data', en: 'Oversight of who processes data' },
    source: 'UU 27/2022 art. 37',
  },
} as const satisfies Record<string, PurposeEntry>;

export type Purpose = keyof typeof PURPOSES;

export const PURPOSE_CODES = Object.keys(PURPOSES) as readonly Purpose[];

export function isPurpose(value: unknown): value is Purpose {
  return typeof value === 'string' && Object.hasOwn(PURPOSES, value);
}
