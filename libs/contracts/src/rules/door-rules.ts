import type { Words } from '../words.js';

/** Rules of the door itself, the same for every source. */
export const DOOR_RULES = {
  'region.unknown': {
    id: 'Desa/kelurahan ini tidak ada dalam daftar wilayah.',
    en: 'This village is not in the list of regions.',
  },
  'region.scope': {
    id: 'Desa/kelurahan ini di luar wilayah kewenangan Anda.',
    en: 'This village lies outside your region.',
  },
  'if-match': {
    id: 'Versi yang tersimpan bukan versi yang disebut If-Match; baca dulu versi terbaru.',
    en: 'The version held is not the one that If-Match names; read the newest one first.',
  },
  'address.identity': {
    id: 'Nomor di alamat dan di dalam data berbeda.',
    en: 'The number in the address and in the record differ.',
  },
} as const satisfies Record<string, Words>;
