import { misses, type Figure } from './figures.js';
import type { Records, Recorded } from './records.js';
import { rounded } from './report.js';

const PREFACE = `# Performance

Written by the bench from [performance.json](performance.json): \`npm run bench -- <name> --json docs/performance.json\`. Never edit it by hand.

Rates of one machine mean little on another. What is promised are the ratios: ours and a bare peer ([apps/bench/peers](../apps/bench/peers)) take turns over the same data in the same run, the value is the median of five pairs, the range is that of the five. CPU-s/1M are seconds of processor time of the process under test for a million events. Published elsewhere, on 2 processors with values of 1 KB: a tuned Debezium drains an outbox at 30 to 35 thousand events/s for 32 to 35 CPU-s/1M, and a tuned JDBC sink, which keeps neither history nor order, writes 46 to 53 thousand rows/s for 21 to 22.
`;

/** docs/performance.md */
export function performancePage(records: Records): string {
  return [PREFACE, ...Object.entries(records).map(([name, recorded]) => section(name, recorded))].join('\n');
}

function section(name: string, { measuredAt, machine, figures }: Recorded): string {
  const { processors, memoryMb, system, node, load } = machine;
  return `## ${name}

${measuredAt.slice(0, 10)}: ${processors}, ${rounded(memoryMb)} MB, ${system}, Node ${node}, load ${rounded(load)} before.

| What | Value | Range | Limit |
| --- | ---: | ---: | --- |
${figures.map(row).join('\n')}
`;
}

function row(figure: Figure): string {
  const { what, value, unit, range } = figure;
  const between = range ? `${rounded(range[0])} to ${rounded(range[1])}` : '';
  return `| ${what} | ${rounded(value)} ${unit} | ${between} | ${verdict(figure)} |`;
}

function verdict(figure: Figure): string {
  const { atMost, atLeast } = figure;
  if (atMost === undefined && atLeast === undefined) return '';
  const limit = atMost === undefined ? `at least ${atLeast}` : `at most ${atMost}`;
  return misses(figure) ? `**misses ${limit}**` : limit;
}
