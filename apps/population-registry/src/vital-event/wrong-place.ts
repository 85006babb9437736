import { checkPlace, type Finding, type TakeContext } from '@satudata/intake';
import type { Consequence } from '@satudata/population-rules';

/** A card in a village that does not exist, or for which the office may not speak. */
export function wrongPlace({ cards }: Consequence, { scope }: TakeContext): Finding | undefined {
  return cards.map(({ address }) => checkPlace(address.village, '/cards', scope)).find((place) => place !== undefined);
}
