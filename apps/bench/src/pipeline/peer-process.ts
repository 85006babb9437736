import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

export type PeerName = 'relay-kafkajs' | 'relay-platformatic' | 'sink' | 'latency' | 'business-write' | 'intake';

/** A peer need not be small: with room for young objects it spends less of its time on collecting them. */
const ROOM = ['--max-semi-space-size=64'];

/** A peer in a process of its own; it answers every message with one, and shares no code with what it is held against. */
export class PeerProcess {
  private constructor(private readonly child: ChildProcess) {}

  static start(name: PeerName, ...args: readonly string[]): PeerProcess {
    return PeerProcess.run(join(__dirname, '..', 'peers', `${name}.js`), ...args);
  }

  /** Any program that answers messages. */
  static run(program: string, ...args: readonly string[]): PeerProcess {
    return new PeerProcess(fork(program, [...args], { execArgv: ROOM }));
  }

  /** @throws Error when the peer ends instead of answering */
  async ask<Answer>(message: object = {}): Promise<Answer> {
    const answered = new AbortController();
    const { signal } = answered;
    const ended = once(this.child, 'exit', { signal }).then(() => {
      throw new Error('the peer ended without an answer');
    });
    this.child.send(message);
    try {
      const [answer] = (await Promise.race([once(this.child, 'message', { signal }), ended])) as [Answer];
      return answer;
    } finally {
      ended.catch(() => undefined);
      answered.abort();
    }
  }

  async stop(): Promise<void> {
    if (this.child.exitCode !== null) return;
    const ended = once(this.child, 'exit');
    this.child.kill();
    await ended;
  }
}
