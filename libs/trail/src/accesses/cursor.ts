/** The place after the last access of a page, opaque to whoever is given it. */
export function encodeCursor(entry: string): string {
  return Buffer.from(entry).toString('base64url');
}

/** @returns undefined for a text that no answer has given */
export function decodeCursor(cursor: string): string | undefined {
  const entry = Buffer.from(cursor, 'base64url').toString('utf8');
  // Base64 may be written in more than one way, and be followed by what is ignored.
  return /^[1-9]\d{0,17}$/.test(entry) && encodeCursor(entry) === cursor ? entry : undefined;
}
