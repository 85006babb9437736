/**
 * A reason why the platform cannot start, told to the person at the keyboard: one plain sentence that says what to
 * do, Indonesian first, then English. `code` is stable and is what tests and scripts look at.
 */
export class PlatformFailure extends Error {
  constructor(
    readonly code: string,
    readonly id: string,
    readonly en: string,
  ) {
    super(`${id}\n${en}`);
    this.name = 'PlatformFailure';
  }
}
