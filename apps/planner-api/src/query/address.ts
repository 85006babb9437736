/** An address with readable parameters: the marks of the grammar need no escaping in a query (RFC 3986 §3.4). */
export function addressOf(path: string, parameters: Readonly<Record<string, string | undefined>>): string {
  const pairs = Object.entries(parameters).flatMap(([name, value]) =>
    value === undefined ? [] : [`${name}=${readable(value)}`],
  );
  return pairs.length === 0 ? path : `${path}?${pairs.join('&')}`;
}

function readable(value: string): string {
  return encodeURIComponent(value).replace(/%(2C|3A|3B)/g, (escape) => decodeURIComponent(escape));
}
