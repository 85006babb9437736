import { PURPOSES, type DataCategory, type Purpose } from '@satudata/contracts';

/** Who asked for what, by which address, and when. */
export interface Asked {
  /** RFC 3339, UTC */
  readonly at: string;
  readonly service: string;
  /** Method and pattern of the address: the address itself may hold a NIK. */
  readonly route: string;
  /** Trace id of the request, as the sender or the service gave it. */
  readonly request: string;
}

/** Somebody whose token was verified. */
export interface Reader {
  readonly client: string;
  /** The person who signed in; null when a machine asks for its office. */
  readonly user: string | null;
  readonly office: string;
}

/** Whose data were read, by the opaque id of the registry, and where the record lay then. */
export interface Subject {
  readonly person: string;
  readonly region: string;
}

/** What a read was done under. */
export interface Warrant {
  readonly operation: string;
  readonly purpose: Purpose;
  readonly categories: readonly DataCategory[];
}

type Outcome = 'read' | 'miss' | 'refusal';

/** One line of the trail. It holds no NIK and no name: once the registry has forgotten a person, nobody can be found. */
export interface TrailEntry extends Asked {
  readonly [name: string]: string | null | readonly string[];
  /** `miss`: asked for somebody whom the reader may not see or who is not there; nothing was answered. */
  readonly outcome: Outcome;
  readonly client: string | null;
  readonly user: string | null;
  readonly office: string | null;
  readonly operation: string | null;
  readonly purpose: Purpose | null;
  readonly legalBasis: string | null;
  readonly categories: readonly DataCategory[];
  readonly person: string | null;
  readonly region: string | null;
  /** Why it was refused. */
  readonly reason: string | null;
}

/** What a read leaves behind: an entry per person, or one without a person where none is named. */
export function entriesOfRead(
  asked: Asked,
  reader: Reader,
  warrant: Warrant,
  subjects: readonly Subject[],
): TrailEntry[] {
  const named: readonly (Subject | undefined)[] = subjects.length > 0 ? subjects : [undefined];
  return named.map((subject) => entry(asked, reader, { outcome: 'read', ...warrant, ...subject }));
}

/** Asked for somebody who is not there for this reader. */
export function entryOfMiss(asked: Asked, reader: Reader, warrant: Warrant): TrailEntry {
  return entry(asked, reader, { outcome: 'miss', ...warrant });
}

/** @param client only of a token that was verified: nothing a stranger sent is written */
export function entryOfRefusal(
  asked: Asked,
  { client, operation, reason }: { readonly client?: string; readonly operation?: string; readonly reason: string },
): TrailEntry {
  return entry(asked, { client: client ?? null }, { outcome: 'refusal', reason, operation: operation ?? null });
}

function entry(
  asked: Asked,
  who: Partial<Pick<TrailEntry, 'client' | 'user' | 'office'>>,
  what: { readonly outcome: Outcome } & Partial<TrailEntry>,
): TrailEntry {
  const { purpose = null } = what;
  const nothing = { operation: null, categories: [], person: null, region: null, reason: null };
  const nobody = { client: null, user: null, office: null };
  const legalBasis = purpose && PURPOSES[purpose].source;
  return { ...asked, ...nobody, ...who, ...nothing, ...what, purpose, legalBasis };
}
