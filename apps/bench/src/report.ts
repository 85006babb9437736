import { misses, type Figure } from './figures.js';

/** A table for people; `!` marks what misses its limit. */
export function table(figures: readonly Figure[]): string {
  const width = Math.max(...figures.map(({ what }) => what.length));
  return figures.map((figure) => row(figure, width)).join('\n');
}

function row(figure: Figure, width: number): string {
  const value = rounded(figure.value).padStart(10);
  return `${figure.what.padEnd(width)}${value} ${figure.unit}${range(figure)}${limit(figure)}${misses(figure) ? ' !' : ''}`;
}

/** Three digits for what is small, none behind the point for what is large. */
export function rounded(value: number): string {
  return value.toLocaleString('en-US', value < 100 ? { maximumSignificantDigits: 3 } : { maximumFractionDigits: 0 });
}

function range({ range }: Figure): string {
  return range ? ` (${rounded(range[0])} to ${rounded(range[1])})` : '';
}

function limit({ atMost, atLeast }: Figure): string {
  if (atMost !== undefined) return `, at most ${atMost}`;
  return atLeast === undefined ? '' : `, at least ${atLeast}`;
}
