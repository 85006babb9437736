import type { PlatformDescription } from '@satudata/local-platform';
import { askAsOperator } from '../ask-as-operator.js';

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

/** Asks the store what flows now. @throws CommandFailure when it does not answer */
export function pipelineReader(platform: PlatformDescription): () => Promise<Pipeline> {
  const ask = askAsOperator(platform, 'consolidation');
  return () => ask<Pipeline>('/v1/pipeline');
}
