import type { Random } from '../random.js';
import type { Household, PersonSubmission } from '../submissions.js';

/** A person as somebody typed it: any field may be wrong, the NIK may be missing. */
export type WrittenPerson = Omit<PersonSubmission, 'nik' | 'sex'> & { nik?: string; sex: string };

/** What a mistake may draw on besides the person. */
export interface Surroundings {
  readonly household: Household;
  /** A NIK of somebody else of the village. */
  readonly strangersNik: string;
  readonly villageName: string | undefined;
  readonly random: Random;
}

/** One way of getting one group of fields wrong. */
export interface Mistake {
  /** Share of the persons it can happen to, 0 to 1. */
  readonly rate: number;
  /** The fields it changes; undefined for those it cannot happen to. */
  readonly spoil: (person: WrittenPerson & { nik: string }, around: Surroundings) => Partial<WrittenPerson> | undefined;
}

/** The mistakes of one group of fields; at most one of them happens to a person. */
export type Mistakes = Readonly<Record<string, Mistake>>;
