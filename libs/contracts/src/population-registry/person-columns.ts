import type { ColumnNames } from '../field/column-names.js';

/** Headings of exports of SIAK and of OpenSID, as public programs that read them know them. */
export const PERSON_COLUMNS: ColumnNames = {
  fields: {
    nik: ['NIK', 'nomor_nik', 'No NIK'],
    name: ['NAMA_LGKP', 'nama', 'Nama Lengkap'],
    sex: ['JENIS_KLMIN', 'jenis_kelamin', 'sex'],
    birthPlace: ['TMPT_LHR', 'tempat_lahir', 'tempatlahir'],
    birthDate: ['TGL_LHR', 'tanggal_lahir', 'tanggallahir'],
    religion: ['AGAMA', 'agama_id'],
    maritalStatus: ['STAT_KWN', 'STATUS_KAWIN', 'kawin', 'Status Perkawinan'],
    education: ['PDDK_AKH', 'pendidikan_dlm_kk', 'pendidikan_kk_id', 'Pendidikan dalam KK'],
    'occupation.code': ['JENIS_PKRJN', 'pekerjaan', 'pekerjaan_id'],
    bloodType: ['GOL_DRH', 'GOL_DARAH', 'golongan_darah', 'golongan_darah_id'],
    citizenship: ['kewarganegaraan', 'warganegara_id'],
    motherName: ['NAMA_LGKP_IBU', 'nama_ibu'],
    motherNik: ['NIK_IBU', 'ibu_nik'],
    fatherName: ['NAMA_LGKP_AYAH', 'nama_ayah'],
    fatherNik: ['NIK_AYAH', 'ayah_nik'],
    kk: ['NO_KK', 'nomor_kk'],
    relationToHead: ['STAT_HBKEL', 'hubungan_keluarga', 'kk_level'],
    status: ['STAT_HIDUP'],
    'residence.address.street': ['ALAMAT'],
    'residence.address.rt': ['NO_RT', 'rt'],
    'residence.address.rw': ['NO_RW', 'rw'],
    'residence.address.hamlet': ['DUSUN'],
    birthCertificate: ['NO_AKTA_LHR', 'akta_lahir'],
  },
  regionCode: { path: 'residence.address.village', levels: ['NO_PROP', 'NO_KAB', 'NO_KEC', 'NO_KEL'] },
  neverShared: ['KLAIN_FSK', 'PNYDNG_CCT', 'cacat', 'cacat_id', 'sakit_menahun', 'sakit_menahun_id'],
  unused: [
    ...['AKTA_LHR', 'AKTA_KWN', 'NO_AKTA_KWN', 'TGL_KWN', 'AKTA_CRAI', 'NO_AKTA_CRAI', 'TGL_CRAI', 'KODE_POS'],
    ...['PROP_NAME', 'KAB_NAME', 'KEC_NAME', 'KEL_NAME', 'STAT_KTP', 'EKTP_STATUS'],
    ...['pendidikan_sdg_ditempuh', 'nomor_dokumen_pasport', 'tanggal_akhir_pasport'],
  ],
};
