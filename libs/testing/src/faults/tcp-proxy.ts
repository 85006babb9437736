import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

/** Which answers are lost: one in so many of those that follow a request of this look. */
export interface LostAnswers {
  readonly oneIn: number;
  readonly to: (request: Buffer) => boolean;
}

interface Pair {
  readonly client: Socket;
  readonly server: Socket;
}

/** Stands between a client and a server, and lets a test spoil what passes. Transparent until told otherwise. */
export class TcpProxy {
  /** How many answers were lost on purpose. */
  lost = 0;
  private latencyMs = 0;
  private silent = false;
  private losing: LostAnswers | undefined;
  private answers = 0;
  private readonly pairs = new Set<Pair>();

  private constructor(
    private readonly server: Server,
    private readonly target: { readonly host: string; readonly port: number },
  ) {
    server.on('connection', (client) => this.join(client));
  }

  /** Listens on `port`, or on any free one. */
  static async listen(target: { readonly host: string; readonly port: number }, port = 0): Promise<TcpProxy> {
    const server = createServer().listen(port, '127.0.0.1');
    await once(server, 'listening');
    return new TcpProxy(server, target);
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  /** Everything takes so many milliseconds longer, each way. */
  delay(milliseconds: number): void {
    this.latencyMs = milliseconds;
  }

  /** Breaks every connection of now; new ones are let in. */
  cut(): void {
    for (const { client, server } of this.pairs) {
      client.destroy();
      server.destroy();
    }
  }

  /** Swallows every byte of both sides and closes nothing: neither side can tell it from a slow peer. */
  halfOpen(): void {
    this.silent = true;
  }

  /** Breaks the connection in place of handing over an answer: the server has acted, and the client is not told. */
  loseAnswers(which: LostAnswers): void {
    this.losing = which;
  }

  /** Transparent again. Connections whose bytes were swallowed cannot be mended and are broken. */
  heal(): void {
    if (this.silent) this.cut();
    this.latencyMs = 0;
    this.silent = false;
    this.losing = undefined;
  }

  async close(): Promise<void> {
    this.server.close();
    this.cut();
    await once(this.server, 'close');
  }

  private join(client: Socket): void {
    const pair: Pair = { client, server: connect(this.target) };
    let asked: Buffer | undefined;
    this.pairs.add(pair);
    this.forward(pair, client, pair.server, (bytes) => ((asked = bytes), false));
    this.forward(pair, pair.server, client, () => asked !== undefined && this.isLost(asked));
  }

  private forward(pair: Pair, from: Socket, to: Socket, isLost: (bytes: Buffer) => boolean): void {
    const end = () => {
      this.pairs.delete(pair);
      from.destroy();
      to.destroy();
    };
    let handed = Promise.resolve();
    from.setNoDelay(true);
    from.on('error', end).on('close', end);
    from.on('data', (bytes: Buffer) => {
      if (this.silent) return;
      if (isLost(bytes)) return end();
      // One after the other: what was delayed must not be overtaken once the delay is over.
      handed = handed.then(() => this.hand(from, to, bytes));
    });
  }

  private async hand(from: Socket, to: Socket, bytes: Buffer): Promise<void> {
    if (this.latencyMs > 0) await pause(this.latencyMs);
    if (to.destroyed || to.write(bytes)) return;
    from.pause();
    to.once('drain', () => from.resume());
  }

  private isLost(request: Buffer): boolean {
    if (!this.losing?.to(request)) return false;
    this.answers += 1;
    if (this.answers % this.losing.oneIn !== 0) return false;
    this.lost += 1;
    return true;
  }
}
