import { RULE_WORDS, type Words } from '@satudata/contracts';
import { FILE_RULES } from '@satudata/record-files';
import type { Finding } from './verdict.js';

/** Rules of the door itself, the same for every source. */
const DOOR_WORDS = {
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

export type RuleWords = Readonly<Record<string, Words>>;

/** A finding with its words in both languages; `own` are the rules of the source. */
export function tell(finding: Finding, own: RuleWords): Finding & Words {
  const catalogue: RuleWords = { ...RULE_WORDS, ...FILE_RULES, ...DOOR_WORDS, ...own };
  const words = catalogue[finding.rule];
  if (!words) throw new Error(`rule ${finding.rule} has no words`);
  return { ...finding, ...words };
}
