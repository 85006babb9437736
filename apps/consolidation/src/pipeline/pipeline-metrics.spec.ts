import { createLogger } from '@satudata/service-kit';
import { register } from 'prom-client';
import { PipelineMetrics } from './pipeline-metrics.js';
import type { Pipeline, PipelineReader } from './pipeline-reader.js';

const readBy = (read: () => Promise<Pipeline>) =>
  new PipelineMetrics({ read } as unknown as PipelineReader, createLogger('metrics-spec', 'silent'));

describe('the metrics of the pipeline', () => {
  it('come from one reading per scrape, and from a new one at the next', async () => {
    let readings = 0;
    readBy(() => Promise.resolve({ sources: [], todo: (readings += 1), complaints: [] }));
    expect(await register.metrics()).toContain('satudata_pipeline_todo{consumer="consolidation"} 1');
    expect(await register.metrics()).toContain('satudata_pipeline_todo{consumer="consolidation"} 2');
  });

  it('are left out while the store is away, and all others are still told', async () => {
    readBy(() => Promise.reject(new Error('away')));
    const told = await register.metrics();
    expect(told).not.toMatch(/^satudata_pipeline_\w+[ {]/m);
    expect(told).toContain('process_resident_memory_bytes');
  });
});
