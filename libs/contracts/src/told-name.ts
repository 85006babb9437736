/** How fields, columns and parameters are named: letters, at most three digits behind them; `a[b]` in queries. */
const FIELD_NAME = /^[A-Za-z_][A-Za-z_[\]]{0,39}\d{0,3}$/;
const PLACE_IN_LIST = /^\d{1,4}$/;
/** Stands for a name that is not told again. */
const NOT_TOLD = '?';

/**
 * A name that the sender chose, as it may be told, logged and kept. Exports have been seen that hold a table of people
 * by their number or name: what does not look like the name of a field is a person's until proved otherwise.
 */
export function toldName(name: string): string {
  return FIELD_NAME.test(name) || PLACE_IN_LIST.test(name) ? name : NOT_TOLD;
}
