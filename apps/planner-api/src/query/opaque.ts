/** A cursor's content in a form that nobody is tempted to build by hand. */
export function toOpaque(content: unknown): string {
  return Buffer.from(JSON.stringify(content), 'utf8').toString('base64url');
}

/** The content of a cursor; undefined for anything that is none. What it holds is still the asker's word. */
export function fromOpaque(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
}
