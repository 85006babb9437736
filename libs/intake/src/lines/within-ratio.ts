import { Problem } from '@satudata/service-kit';

/** Records of persons shrink to a tenth, very uniform ones to a fiftieth; deflate could reach a thousandth. */
const MOST_INFLATION = 200;
/** Below this nobody is harmed, and the first bytes of a stream tell no ratio. */
const FREE_BYTES = 4 * 1024 * 1024;

/**
 * The inflated bytes as long as they stand in a lawful proportion to those received: a few kilobytes must not become
 * gigabytes to read and to judge.
 * @throws Problem `too-large`
 */
export async function* withinRatio(inflated: AsyncIterable<Buffer>, received: () => number): AsyncGenerator<Buffer> {
  let given = 0;
  for await (const bytes of inflated) {
    given += bytes.length;
    if (given > FREE_BYTES && given > MOST_INFLATION * received())
      throw new Problem('too-large', { detail: TOO_DENSE });
    yield bytes;
  }
}

const TOO_DENSE = {
  id: `Isi gzip mengembang lebih dari ${MOST_INFLATION} kali; kirim tanpa gzip.`,
  en: `The gzip content inflates more than ${MOST_INFLATION} times; send it without gzip.`,
};
