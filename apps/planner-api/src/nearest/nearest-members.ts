/** Longer texts are no misspelling of a short id, and comparing them would cost a stranger's choice of time. */
const LONGEST = 40;
const SUGGESTIONS = 3;
/** A list this short is told whole when nothing on it comes near. */
const SHORT_LIST = 4;

/** The valid ids that come nearest to what was written, best first; all of a short list when none is near. */
export function nearestMembers(written: string, valid: readonly string[]): string[] {
  if (written.length > LONGEST) return [];
  const wanted = fold(written);
  const near = valid
    .map((id) => ({ id, distance: distanceOf(wanted, fold(id)) }))
    .filter(({ distance }) => distance < 1)
    .sort((a, b) => a.distance - b.distance || compare(a.id, b.id))
    .slice(0, SUGGESTIONS)
    .map(({ id }) => id);
  return near.length === 0 && valid.length <= SHORT_LIST ? [...valid] : near;
}

/** Case, dots, dashes and underscores are what people mistype most: `POP_TOTAL` and `1801` mean what they seem to. */
function fold(id: string): string {
  return id.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Edits as a share of what is tolerable: below 1 is near. A beginning (`age` of `age5`, `total` within) is near too. */
function distanceOf(wanted: string, id: string): number {
  if (wanted.length >= 3 && id.includes(wanted)) return 0.5 * (1 - wanted.length / id.length);
  return edits(wanted, id) / (Math.max(wanted.length, id.length) * 0.5);
}

/** Levenshtein distance. */
function edits(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (const [row, letter] of [...a].entries()) {
    const current = [row + 1];
    for (let column = 0; column < b.length; column += 1) {
      const replaced = (previous[column] ?? 0) + (letter === b[column] ? 0 : 1);
      current.push(Math.min(replaced, (previous[column + 1] ?? 0) + 1, (current[column] ?? 0) + 1));
    }
    previous = current;
  }
  return previous[b.length] ?? 0;
}
