import { Client } from 'pg';

/**
 * A connection whose statements need not wait for each other's answers. What is asked in one turn of the event loop
 * leaves in one packet: a packet per statement costs more than most statements do.
 */
export class PipelinedClient extends Client {
  private isHeld = false;

  constructor(config: object) {
    super({ ...config, pipeline: true } as object);
    // On its way from the pool to a transaction a connection has no listener, and an error that nobody hears ends the
    // process. It is not lost: every statement fails from then on, and the pool takes no such connection back.
    this.on('error', () => undefined);
  }

  override query(...args: unknown[]): never {
    this.holdForThisTurn();
    return (super.query as (...all: unknown[]) => never)(...args);
  }

  private holdForThisTurn(): void {
    if (this.isHeld) return;
    const { stream } = this.connection;
    this.isHeld = true;
    stream.cork();
    process.nextTick(() => {
      this.isHeld = false;
      stream.uncork();
    });
  }
}
