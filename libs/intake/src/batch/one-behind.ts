/** The same items, each only once the next one is there or the source has ended without an error. */
export async function* oneBehind<T>(items: AsyncIterable<T>): AsyncGenerator<T> {
  let held: T | undefined;
  for await (const item of items) {
    if (held !== undefined) yield held;
    held = item;
  }
  if (held !== undefined) yield held;
}
