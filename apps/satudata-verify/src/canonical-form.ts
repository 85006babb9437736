/** The one text that RFC 8785 gives a JSON value. */
export function canonicalForm(value: unknown): string {
  if (Array.isArray(value)) return '[' + value.map(canonicalForm).join() + ']';
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  const record = value as Record<string, unknown>;
  const parts: string[] = [];
  for (const name of Object.keys(record).sort()) parts.push(JSON.stringify(name) + ':' + canonicalForm(record[name]));
  return '{' + parts.join() + '}';
}

/** @returns undefined unless the text is an object in just that form, so that no byte of it is free */
export function parseCanonical(text: string): Record<string, unknown> | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
  return isObject && canonicalForm(value) === text ? (value as Record<string, unknown>) : undefined;
}
