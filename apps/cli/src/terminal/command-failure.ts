/** A reason why a command cannot go on, told in one plain sentence: Indonesian first, then English. */
export class CommandFailure extends Error {
  constructor(
    readonly id: string,
    readonly en: string,
  ) {
    super(`${id}\n${en}`);
    this.name = 'CommandFailure';
  }
}
