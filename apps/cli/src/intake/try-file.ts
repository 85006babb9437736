import { civilToday } from '@satudata/population-rules';
import type { Remark } from '@satudata/record-files';
import { ALL_RULES, isRule } from '../rules/rule-words.js';
import { JUDGES } from './judge-locally.js';
import { entriesIn, type RecordFile } from './record-file.js';
import { writeRejected, type RejectedLine, type ToldRemark } from './write-rejected.js';

/** What the service would say of a file, as far as the file alone tells. */
export interface Trial {
  taken: number;
  rejected: number;
  /** How often each rule was broken or warned of. */
  rules: Map<string, number>;
  /** Where the rejected records stand, if there are any. */
  rejectedFile?: string;
}

/** Judges every record of a file by the rules of the service, without a network. @throws CommandFailure */
export async function tryFile(file: RecordFile, onLines: (lines: number) => void, now = new Date()): Promise<Trial> {
  const trial: Trial = { taken: 0, rejected: 0, rules: new Map() };
  const rejected = await firstOf(rejectedIn(file, civilToday(now), trial, onLines));
  if (rejected) trial.rejectedFile = await writeRejected(file, rejected);
  return trial;
}

async function* rejectedIn(
  file: RecordFile,
  today: string,
  trial: Trial,
  onLines: (lines: number) => void,
): AsyncGenerator<RejectedLine> {
  for await (const entry of entriesIn(file)) {
    const { errors, warnings } = JUDGES[file.entities](entry, today);
    for (const { rule } of [...errors, ...warnings]) trial.rules.set(rule, (trial.rules.get(rule) ?? 0) + 1);
    if (errors.length > 0) trial.rejected += 1;
    else trial.taken += 1;
    onLines(entry.lastLine);
    if (errors.length > 0) yield { line: entry.line, errors: errors.map(inWords) };
  }
}

/** The same items, once there is one: a file in which nothing is rejected leaves no empty file behind. */
async function firstOf<T>(items: AsyncGenerator<T>): Promise<AsyncGenerator<T> | undefined> {
  const { value, done } = await items.next();
  if (done) return undefined;
  return (async function* () {
    yield value;
    yield* items;
  })();
}

function inWords({ pointer, rule }: Remark): ToldRemark {
  return { pointer, rule, id: isRule(rule) ? ALL_RULES[rule].id : rule };
}
