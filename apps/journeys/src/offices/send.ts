import type { Office } from '@satudata/testing';

const AT_ONCE = 8;

export const ndjson = (records: readonly object[]): string =>
  records.map((record) => `${JSON.stringify(record)}\n`).join('');

/** Sends each person by a PUT of its own, some at once. @returns how often each verdict was given */
export async function putAll(
  office: Office,
  people: readonly { readonly nik: string }[],
): Promise<Record<string, number>> {
  const verdicts: Record<string, number> = {};
  for (let start = 0; start < people.length; start += AT_ONCE) {
    const group = people.slice(start, start + AT_ONCE);
    const answers = await Promise.all(group.map((person) => office.put(`/v1/persons/${person.nik}`, person)));
    for (const { body, status } of answers) {
      const verdict = String(body['verdict'] ?? status);
      verdicts[verdict] = (verdicts[verdict] ?? 0) + 1;
    }
  }
  return verdicts;
}
