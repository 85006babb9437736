import { DOOR_RULES, RULE_WORDS, type Words } from '@satudata/contracts';
import { FILE_RULES } from '@satudata/record-files';
import type { Finding } from './verdict.js';

export type RuleWords = Readonly<Record<string, Words>>;

const EVERY_SOURCES: RuleWords = { ...RULE_WORDS, ...FILE_RULES, ...DOOR_RULES };

/** A finding with its words in both languages; `own` are the rules of the source. */
export function tell(finding: Finding, own: RuleWords): Finding & Words {
  const words = own[finding.rule] ?? EVERY_SOURCES[finding.rule];
  if (!words) throw new Error(`rule ${finding.rule} has no words`);
  return { ...finding, ...words };
}
