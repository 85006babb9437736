import type { Projection } from '../events/projection.js';
import type { ChunkEnd } from './apply-chunks.js';
import { together, type Chunk } from './chunk.js';

/** Applies chunks of one topic in one transaction; their ends in the same order. */
export type ApplyTogether = (projection: Projection, chunks: readonly Chunk[]) => Promise<ChunkEnd[]>;

interface Waiting extends Chunk {
  readonly projection: Projection;
  readonly resolve: (end: ChunkEnd) => void;
  readonly reject: (error: unknown) => void;
}

/** Transactions at the same moment: two already keep two processors busy, ours and PostgreSQL's. */
const AT_ONCE = 3;

/** Gathers the chunks that wait for their turn, of whichever partitions, into as few transactions as can take them. */
export class Gathering {
  private waiting: Waiting[] = [];
  private running = 0;

  constructor(private readonly apply: ApplyTogether) {}

  take(chunk: Chunk, projection: Projection): Promise<ChunkEnd> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ ...chunk, projection, resolve, reject });
      // A reader hands out what it fetched partition by partition: all of it comes before the next turn of the loop.
      setImmediate(() => void this.work());
    });
  }

  private async work(): Promise<void> {
    if (this.running >= AT_ONCE) return;
    this.running += 1;
    for (let chunks = this.next(); chunks.length > 0; chunks = this.next()) await this.settle(chunks);
    this.running -= 1;
  }

  private next(): Waiting[] {
    const chunks = together(this.waiting);
    this.waiting = this.waiting.filter((chunk) => !chunks.includes(chunk));
    return chunks;
  }

  private async settle(chunks: readonly Waiting[]): Promise<void> {
    const [first] = chunks;
    if (!first) return;
    try {
      const ends = await this.apply(first.projection, chunks);
      for (const [index, chunk] of chunks.entries()) chunk.resolve(ends[index] ?? LEFT);
    } catch (error) {
      for (const chunk of chunks) chunk.reject(error);
    }
  }
}

const LEFT: ChunkEnd = { kind: 'left' };
