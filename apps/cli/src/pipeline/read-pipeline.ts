import type { PlatformDescription } from '@satudata/local-platform';
import { tokenSource } from '../client-token.js';
import { urlOf } from '../running-platform.js';
import { CommandFailure } from '../terminal/command-failure.js';

export interface PartitionFlow {
  topic: string;
  partition: number;
  lagEvents: number | null;
  lagSeconds: number | null;
  parked: number;
  eventsPerSecond: number | null;
}

/** As `GET /v1/pipeline` answers. */
export interface Pipeline {
  sources: { source: string; lagSeconds: number | null; parked: number; partitions: PartitionFlow[] }[];
  todo: number;
}

const ANSWER_WITHIN_MS = 10_000;

/** Asks the store, as its operator, what flows now. @throws CommandFailure when it does not answer */
export function pipelineReader(platform: PlatformDescription): () => Promise<Pipeline> {
  const token = tokenSource(platform, { client: 'operator', service: 'consolidation' });
  return async () => {
    const url = `${urlOf(platform, 'consolidation')}/v1/pipeline`;
    try {
      const headers = { authorization: `Bearer ${await token()}` };
      const answer = await fetch(url, { headers, signal: AbortSignal.timeout(ANSWER_WITHIN_MS) });
      if (!answer.ok) throw new Error(String(answer.status));
      return (await answer.json()) as Pipeline;
    } catch (error) {
      if (error instanceof CommandFailure) throw error;
      throw new CommandFailure('Gudang tidak menjawab.', 'The store does not answer.');
    }
  };
}
