import { createHash } from 'node:crypto';
import { canonicalForm, parseCanonical } from './canonical-form.js';
import type { Checkpoint, OpenCheckpoint } from './checkpoint.js';
import { Finding } from './finding.js';

export interface VerifiedTrail {
  readonly service: string;
  /** Entries, numbered from 1 without a gap. */
  readonly entries: number;
  readonly checkpoints: number;
  /** When the service signed the last of it. */
  readonly signedAt: Date;
}

const NO_ENTRY = '0'.repeat(64);

/**
 * Checks an export line by line. `witnesses` are the first lines of earlier exports, or checkpoints out of a log: a
 * trail that was cut back to an earlier state is whole in itself, and only who remembers more can tell.
 * @param lines without their line ends
 * @throws Finding the first thing that is wrong
 */
export async function verifyTrail(
  lines: Iterable<string> | AsyncIterable<string>,
  open: OpenCheckpoint,
  witnesses: readonly string[] = [],
): Promise<VerifiedTrail> {
  const check = new TrailCheck(open, openWitnesses(witnesses, open));
  for await (const line of lines) check.next(line);
  return check.end();
}

function openWitnesses(witnesses: readonly string[], open: OpenCheckpoint): Checkpoint[] {
  return witnesses.map((text, index) => {
    const witness = open(parseCanonical(text)?.['head'] ?? text);
    if (!witness) throw new Finding('witness.signature', index + 1);
    return witness;
  });
}

class TrailCheck {
  private line = 0;
  private head: Checkpoint | undefined;
  private last: Checkpoint | undefined;
  private checkpoints = 0;
  private number = 0;
  private hash = NO_ENTRY;

  constructor(
    private readonly open: OpenCheckpoint,
    private readonly witnesses: readonly Checkpoint[],
  ) {}

  next(text: string): void {
    this.line += 1;
    const value = parseCanonical(text);
    if (!value) throw this.found('line.form');
    switch (Object.keys(value).join()) {
      case 'head':
        return this.begin(value['head']);
      case 'entry,hash,number':
        return this.entry(value);
      case 'checkpoint':
        return this.checkpoint(value['checkpoint']);
      default:
        throw this.found('line.kind');
    }
  }

  end(): VerifiedTrail {
    const { head, last } = this;
    if (!head || !last || last.jws !== head.jws || last.through !== this.number) throw this.found('export.end');
    for (const { through } of this.witnesses) if (through > this.number) throw this.found('witness.cut');
    return { service: head.service, entries: this.number, checkpoints: this.checkpoints, signedAt: head.signedAt };
  }

  private begin(jws: unknown): void {
    if (this.line !== 1) throw this.found('line.kind');
    this.head = this.opened(jws);
    for (const { service } of this.witnesses) {
      if (service !== this.head.service) throw this.found('witness.signature');
    }
  }

  private entry({ entry, hash, number }: Record<string, unknown>): void {
    if (!this.head) throw this.found('line.kind');
    if (number !== this.number + 1) throw this.found('entry.number');
    const said = canonicalForm({ entry, number, previous: this.hash });
    if (hash !== sha256(said)) throw this.found('entry.hash');
    this.number = number;
    this.hash = hash;
    for (const { through, head } of this.witnesses) {
      if (through === number && head !== hash) throw this.found('witness.differs');
    }
  }

  private checkpoint(jws: unknown): void {
    const checkpoint = this.opened(jws);
    if (checkpoint.service !== this.head?.service) throw this.found('checkpoint.signature');
    if (checkpoint.through !== this.number || this.last?.through === this.number) throw this.found('checkpoint.place');
    if (checkpoint.head !== this.hash) throw this.found('checkpoint.head');
    if (checkpoint.previous !== (this.last ? sha256(this.last.jws) : null)) throw this.found('checkpoint.previous');
    this.last = checkpoint;
    this.checkpoints += 1;
  }

  private opened(jws: unknown): Checkpoint {
    const checkpoint = this.open(jws);
    if (!checkpoint) throw this.found('checkpoint.signature');
    return checkpoint;
  }

  private found(fault: Finding['fault']): Finding {
    return new Finding(fault, this.line);
  }
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
