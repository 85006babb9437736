import { isOver, type Figure } from './figures.js';
import type { Machine } from './machine.js';

/** A table for people; `!` marks what is over its limit. */
export function table(figures: readonly Figure[]): string {
  const width = Math.max(...figures.map(({ what }) => what.length));
  return figures.map((figure) => row(figure, width)).join('\n');
}

function row(figure: Figure, width: number): string {
  const value = Math.round(figure.value).toLocaleString('en-US').padStart(10);
  const limit = figure.atMost === undefined ? '' : `  (at most ${figure.atMost})`;
  return `${figure.what.padEnd(width)}${value} ${figure.unit}${limit}${isOver(figure) ? ' !' : ''}`;
}

/** The same for programs. */
export function json(machine: Machine, figures: readonly Figure[]): string {
  const rounded = figures.map((figure) => ({ ...figure, value: Math.round(figure.value * 10) / 10 }));
  return `${JSON.stringify({ measuredAt: new Date().toISOString(), machine, figures: rounded }, null, 2)}\n`;
}
