export type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json };

/** JSON in its canonical form (RFC 8785): the same facts are the same bytes, for whoever hashes them. */
export function canonicalJson(value: Json): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  // By UTF-16 code units (§3.2.3), which is how JavaScript compares text.
  const members = Object.entries(value as Readonly<Record<string, Json>>).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${members.map(([name, member]) => `${JSON.stringify(name)}:${canonicalJson(member)}`).join(',')}}`;
}
