import { renderTable, type Cell } from '../terminal/table.js';
import type { PartitionFlow, Pipeline } from './read-pipeline.js';

const HEADINGS = [
  'Topik / topic',
  'Partisi / partition',
  'Tertinggal / behind',
  'Detik / s',
  'Laju / events per s',
  'Diparkir / parked',
];

/** A row per partition, sources and the work of step 2 below. */
export function pipelineTable({ sources, todo }: Pipeline): string {
  const rows = sources.flatMap(({ partitions }) => partitions.map(rowOf));
  const lines = sources.map(
    ({ source, lagSeconds }) => `${source}: ${lagSeconds === null ? '–' : `${Math.round(lagSeconds)} s`}`,
  );
  return [
    renderTable(HEADINGS, rows),
    '',
    `Lengkap hingga / complete up to: ${lines.join(', ')} yang lalu / ago`,
    `Langkah 2 menunggu / waiting for step 2: ${todo}`,
  ].join('\n');
}

function rowOf({ topic, partition, lagEvents, lagSeconds, eventsPerSecond, parked }: PartitionFlow): Cell[] {
  const seconds = lagSeconds === null ? null : Math.round(lagSeconds);
  return [topic, partition, lagEvents, seconds, eventsPerSecond, parked];
}

/** The whole in one line, for a log that nobody redraws. */
export function pipelineLine({ sources, todo }: Pipeline, at: Date): string {
  const of = sources.map(({ source, lagSeconds, parked, partitions }) => {
    const behind = partitions.reduce<number | null>(
      (sum, { lagEvents }) => (sum === null || lagEvents === null ? null : sum + lagEvents),
      0,
    );
    return `${source} behind=${behind ?? '–'} lag=${lagSeconds === null ? '–' : Math.round(lagSeconds)}s parked=${parked}`;
  });
  return [at.toISOString(), ...of, `todo=${todo}`].join(' ');
}
