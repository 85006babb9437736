/**
 * SQL expressions on which both sides of a reconciliation must agree to the bit. They rest on sha256 over UTF-8, which
 * promises the same for every version of PostgreSQL; `hashtext` and its kin promise nothing. Arguments are names of our
 * own columns, never input.
 */

/** sha256 of the bytes that were said, as `bytea`. */
export const digestOf = (value: string): string => `sha256(convert_to(${value}, 'UTF8'))`;

/** 64 bits that stand for one version of one record: to be summed, since equal rows cancel out under XOR. */
export const rowHash = (id: string, version: string, digest: string): string =>
  `('x' || encode(substr(sha256(convert_to(${id} || ' ' || ${version} || ' ', 'UTF8') || ${digest}), 1, 8), 'hex'))::bit(64)::bigint`;

/** 0 to 63, by the id alone, so that a record stays in its bucket whatever becomes of it. */
export const bucketOf = (id: string): string => `(get_byte(${digestOf(id)}, 0) & 63)`;

/** Whether a value says that the record is gone. Text is looked at, not parsed: a damaged value must not stop a check. */
export const isDeletion = (value: string): string => `(${value} like '%,"deleted":true}')`;

/** The record inside a value, as text: what stands between `"record":` and the end of what `publish` wrote. */
export const recordOf = (value: string): string =>
  `left(substr(${value}, strpos(${value}, '"record":') + 9), case when ${isDeletion(value)} then -16 else -1 end)`;

/** 64 bits in hexadecimal that stand for the text of a record: what it says, without telling it. */
export const contentOf = (record: string): string => `encode(substr(${digestOf(record)}, 1, 8), 'hex')`;

/** The id as UUID, or null where it is none: what somebody put into a log by hand may be called anything. */
export const uuidOf = (id: string): string => `(case when pg_input_is_valid(${id}, 'uuid') then ${id}::uuid end)`;
