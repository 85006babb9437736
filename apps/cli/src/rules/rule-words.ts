import { DOOR_RULES, RULE_WORDS } from '@satudata/contracts';
import { REGISTRY_RULES } from '@satudata/population-rules';
import { FILE_RULES } from '@satudata/record-files';

/** Every rule by which a record can be refused, kept back or warned of, with what it says. */
export const ALL_RULES = { ...RULE_WORDS, ...FILE_RULES, ...DOOR_RULES, ...REGISTRY_RULES };

export type AnyRule = keyof typeof ALL_RULES;

export const isRule = (name: string): name is AnyRule => Object.hasOwn(ALL_RULES, name);
