import { createReadStream, createWriteStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import { pipeline } from 'node:stream/promises';

interface Verdict {
  line: number;
  outcome: string;
  errors: unknown[];
}

export interface RejectedPlan {
  url: string;
  batch: string;
  token: string;
  /** The file that was pushed; rejected lines are quoted from it. */
  source: string;
  target: string;
}

/** Writes one JSON line `{ line, errors, text }` for each rejected line, in the order of the file. */
export async function writeRejected({ url, batch, token, source, target }: RejectedPlan): Promise<void> {
  const answer = await fetch(`${url}/v1/batches/${batch}/verdicts?outcome=rejected`, {
    headers: { authorization: `Bearer ${token}` },
  });
  if (!answer.ok || !answer.body) throw new Error(`verdicts of batch ${batch}: ${answer.status}`);
  const verdicts = linesOf(Readable.fromWeb(answer.body as ReadableStream));
  // As private as the records themselves: the quoted lines are about people.
  await pipeline(Readable.from(quoted(verdicts, source)), createWriteStream(target, { mode: 0o600 }));
}

/** Walks through verdicts and file side by side, both being in line order, so memory does not grow with either. */
async function* quoted(verdicts: AsyncIterable<string>, source: string): AsyncGenerator<string> {
  const lines = linesOf(createReadStream(source))[Symbol.asyncIterator]();
  let at = 0;
  let text = '';
  for await (const verdict of verdicts) {
    if (verdict === '') continue;
    const { line, errors } = JSON.parse(verdict) as Verdict;
    for (; at < line; at += 1) text = ((await lines.next()).value as string | undefined) ?? '';
    yield `${JSON.stringify({ line, errors, text })}\n`;
  }
}

const linesOf = (input: Readable): AsyncIterable<string> => createInterface({ input, crlfDelay: Infinity });
