/**
 * What forms, exports and people write for the codes of code-lists.ts: the official words of form F-1.01 and the
 * usual other spellings, in capitals, words apart by one blank. A word of two meanings is in none: `P` stays a code.
 */
type CodeWords = Readonly<Record<string, string>>;

/** Words in the order of the codes, from 1; those between bars are one code. */
function inOrder(...words: readonly string[]): CodeWords {
  return Object.fromEntries(
    words.flatMap((spellings, at) => spellings.split('|').map((word) => [word, String(at + 1)])),
  );
}

export const SEX: CodeWords = {
  ...{ '1': 'L', LK: 'L', 'LAKI-LAKI': 'L', 'LAKI LAKI': 'L', LAKI: 'L', PRIA: 'L' },
  ...{ '2': 'P', PR: 'P', PEREMPUAN: 'P', WANITA: 'P' },
};

export const RELIGION = inOrder(
  'ISLAM',
  'KRISTEN|PROTESTAN|KRISTEN PROTESTAN',
  'KATHOLIK|KATOLIK',
  'HINDU',
  'BUDHA|BUDDHA',
  'KHONGHUCU|KONGHUCU|KONG HU CU',
  'KEPERCAYAAN TERHADAP TUHAN YME|KEPERCAYAAN',
);

export const MARITAL_STATUS = inOrder(
  'BELUM KAWIN|BK',
  'KAWIN|KAWIN TERCATAT|KAWIN BELUM TERCATAT',
  'CERAI HIDUP',
  'CERAI MATI',
);

export const EDUCATION = inOrder(
  'TIDAK/BELUM SEKOLAH|TIDAK SEKOLAH|BELUM SEKOLAH',
  'BELUM TAMAT SD/SEDERAJAT|BELUM TAMAT SD',
  'TAMAT SD/SEDERAJAT|TAMAT SD|SD/SEDERAJAT|SD',
  'SLTP/SEDERAJAT|SLTP|SMP',
  'SLTA/SEDERAJAT|SLTA|SMA|SMK',
  'DIPLOMA I/II|D-I/II',
  'AKADEMI/DIPLOMA III/S. MUDA|AKADEMI/DIPLOMA III/SARJANA MUDA|DIPLOMA III|D-III|D3',
  'DIPLOMA IV/STRATA I|D-IV/S-1|STRATA I|S-1|S1',
  'STRATA II|S-2|S2',
  'STRATA III|S-3|S3',
);

export const BLOOD_TYPE = inOrder(
  ...['A', 'B', 'AB', 'O', 'A+', 'A-', 'B+', 'B-', 'AB+', 'AB-', 'O+', 'O-'],
  'TIDAK TAHU|TDK TAHU|-',
);

export const CITIZENSHIP = inOrder('WNI', 'WNA', 'DUA KEWARGANEGARAAN|DWI KEWARGANEGARAAN');

export const RELATION_TO_HEAD = inOrder(
  'KEPALA KELUARGA|KEPALA KELUARGA (KK)',
  'SUAMI',
  'ISTRI|ISTERI',
  'ANAK',
  'MENANTU',
  'CUCU',
  'ORANG TUA|ORANGTUA',
  'MERTUA',
  'FAMILI LAIN',
  'PEMBANTU',
  'LAINNYA',
);

export const PERSON_STATUS: CodeWords = { HIDUP: 'resident', MATI: 'deceased', MENINGGAL: 'deceased' };

/**
 * Codes 1 to 88 are the same in both editions of the list; those after it are not, and their words are left out, since
 * a word says nothing of its edition.
 */
export const OCCUPATION = inOrder(
  'BELUM/TIDAK BEKERJA',
  'MENGURUS RUMAH TANGGA',
  'PELAJAR/MAHASISWA',
  'PENSIUNAN',
  'PEGAWAI NEGERI SIPIL|PEGAWAI NEGERI SIPIL (PNS)|PNS',
  'TENTARA NASIONAL INDONESIA|TENTARA NASIONAL INDONESIA (TNI)|TNI',
  'KEPOLISIAN RI|KEPOLISIAN RI (POLRI)|POLRI',
  'PERDAGANGAN',
  'PETANI/PEKEBUN',
  'PETERNAK',
  'NELAYAN/PERIKANAN',
  'INDUSTRI',
  'KONSTRUKSI',
  'TRANSPORTASI',
  'KARYAWAN SWASTA',
  'KARYAWAN BUMN',
  'KARYAWAN BUMD',
  'KARYAWAN HONORER',
  'BURUH HARIAN LEPAS',
  'BURUH TANI/PERKEBUNAN',
  'BURUH NELAYAN/PERIKANAN',
  'BURUH PETERNAKAN',
  'PEMBANTU RUMAH TANGGA',
);
