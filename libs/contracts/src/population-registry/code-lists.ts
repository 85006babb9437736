const upTo = (last: number): string[] => Array.from({ length: last }, (_, index) => String(index + 1));

/** Code lists of form F-1.01 (Permendagri 109/2019); the comment gives the official words in order. */
/** laki-laki, perempuan */
export const SEX = ['L', 'P'] as const;
/** Islam, Kristen, Katholik, Hindu, Budha, Khonghucu, kepercayaan terhadap Tuhan YME */
export const RELIGION = upTo(7);
/** belum kawin, kawin, cerai hidup, cerai mati */
export const MARITAL_STATUS = upTo(4);
/** tidak/belum sekolah, belum tamat SD, tamat SD, SLTP, SLTA, D-I/II, D-III, D-IV/S-1, S-2, S-3 */
export const EDUCATION = upTo(10);
/** A, B, AB, O, A+, A-, B+, B-, AB+, AB-, O+, O-, tidak tahu */
export const BLOOD_TYPE = upTo(13);
/** WNI, WNA, dwi */
export const CITIZENSHIP = upTo(3);
/** kepala keluarga, suami, istri, anak, menantu, cucu, orang tua, mertua, famili lain, pembantu, lainnya */
export const RELATION_TO_HEAD = upTo(11);
export const HEAD_OF_FAMILY = '1';
/** Code 89 means "lainnya" in the older list and "anggota lembaga tinggi" in the list of 2019: never without its edition. */
export const OCCUPATION = upTo(99);
export const OCCUPATION_EDITION = ['2010', '2019'] as const;

export const PERSON_STATUS = ['resident', 'in-transit', 'departed', 'deceased', 'inactive'] as const;
export type PersonStatusCode = (typeof PERSON_STATUS)[number];
export const FAMILY_CARD_STATUS = ['active', 'closed'] as const;
export type FamilyCardStatusCode = (typeof FAMILY_CARD_STATUS)[number];
