import { Inject, Injectable } from '@nestjs/common';
import { LOGGER, type Logger } from '@satudata/service-kit';
import { Gauge, register } from 'prom-client';
import { CONSUMER } from '../consumer.js';
import type { Pipeline } from './pipeline-reader.js';
import { PipelineReader } from './pipeline-reader.js';

interface Reading {
  readonly labels: Record<string, string>;
  readonly value: number | null;
}

interface PipelineGauge {
  readonly help: string;
  readonly labelNames: readonly string[];
  readonly readings: (pipeline: Pipeline) => readonly Reading[];
}

const ofPartitions =
  (value: 'lagEvents' | 'parked') =>
  ({ sources }: Pipeline): Reading[] =>
    sources.flatMap(({ partitions }) =>
      partitions.map((flow) => ({
        labels: { topic: flow.topic, partition: String(flow.partition) },
        value: flow[value],
      })),
    );

const GAUGES: Readonly<Record<string, PipelineGauge>> = {
  satudata_pipeline_lag_events: {
    help: 'Events in the log that the store has not applied',
    labelNames: ['topic', 'partition'],
    readings: ofPartitions('lagEvents'),
  },
  satudata_pipeline_parked_events: {
    help: 'Events that could not be applied and wait',
    labelNames: ['topic', 'partition'],
    readings: ofPartitions('parked'),
  },
  satudata_pipeline_source_lag_seconds: {
    help: 'Age of the instant up to which all of a source is in the store',
    labelNames: ['source'],
    readings: ({ sources }) => sources.map(({ source, lagSeconds }) => ({ labels: { source }, value: lagSeconds })),
  },
  satudata_pipeline_todo: {
    help: 'Rows waiting for step 2',
    // Without a label, a gauge that is reset tells 0 instead of nothing.
    labelNames: ['consumer'],
    readings: ({ todo }) => [{ labels: { consumer: CONSUMER }, value: todo }],
  },
};

/**
 * The numbers of `GET /v1/pipeline` for those who watch by night. Read afresh at every scrape, since a flow that has
 * stopped moves no counter; what cannot be read is left out, so that the other metrics are still told.
 */
@Injectable()
export class PipelineMetrics {
  private scrape: Promise<Pipeline | undefined> | undefined;

  constructor(
    private readonly reader: PipelineReader,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {
    const read = () => this.readOnce();
    for (const [name, { help, labelNames, readings }] of Object.entries(GAUGES)) {
      register.removeSingleMetric(name);
      new Gauge({
        name,
        help,
        labelNames,
        async collect() {
          const pipeline = await read();
          this.reset();
          for (const { labels, value } of pipeline ? readings(pipeline) : [])
            if (value !== null) this.set(labels, value);
        },
      });
    }
  }

  /** One scrape asks every gauge at the same moment: they share one reading. */
  private readOnce(): Promise<Pipeline | undefined> {
    this.scrape ??= this.reader
      .read()
      .catch((error: unknown) => {
        this.logger.warn({ err: error }, 'the pipeline could not be read for metrics');
        return undefined;
      })
      .finally(() => {
        this.scrape = undefined;
      });
    return this.scrape;
  }
}
