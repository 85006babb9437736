import type { Caller, ScopedDatabase } from '@satudata/service-kit';
import { asCaller } from '../as-caller.js';
import { tell, type RuleWords } from '../rule-words.js';
import { OUTCOMES, type Finding, type Outcome } from '../verdict.js';
import { OUTCOME_LETTER } from './commit-chunk.js';

interface ChunkRow {
  readonly first_line: string;
  readonly outcomes: string;
}

interface FindingRow {
  readonly line: string;
  readonly errors: string;
  readonly warnings: string;
}

const OUTCOME_OF: Readonly<Record<string, Outcome>> = Object.fromEntries(
  OUTCOMES.map((outcome) => [OUTCOME_LETTER[outcome], outcome]),
);

/** The verdicts of a batch as NDJSON, line by line; holds one chunk at a time. */
export async function* readVerdicts(
  database: ScopedDatabase,
  caller: Caller,
  batch: string,
  wanted: Outcome | undefined,
  words: RuleWords,
): AsyncGenerator<string> {
  for (let after = 0; ;) {
    const page = await asCaller(database, caller, async (manager) => {
      const [chunk] = (await manager.query(
        `select first_line, outcomes from intake.chunk where batch = $1 and first_line > $2 order by first_line limit 1`,
        [batch, after],
      )) as ChunkRow[];
      if (!chunk) return undefined;
      const first = Number(chunk.first_line);
      const findings = (await manager.query(
        `select line, errors, warnings from intake.finding where batch = $1 and line between $2 and $3`,
        [batch, first, first + chunk.outcomes.length - 1],
      )) as FindingRow[];
      return { first, outcomes: chunk.outcomes, findings: new Map(findings.map((row) => [Number(row.line), row])) };
    });
    if (!page) return;
    after = page.first;
    for (let index = 0; index < page.outcomes.length; index += 1) {
      const outcome = OUTCOME_OF[page.outcomes[index] ?? ''];
      if (!outcome || (wanted && outcome !== wanted)) continue;
      yield verdictLine(page.first + index, outcome, page.findings.get(page.first + index), words);
    }
  }
}

function verdictLine(line: number, outcome: Outcome, found: FindingRow | undefined, words: RuleWords): string {
  const told = (json: string | undefined) =>
    (JSON.parse(json ?? '[]') as Finding[]).map((finding) => tell(finding, words));
  return `${JSON.stringify({ line, outcome, errors: told(found?.errors), warnings: told(found?.warnings) })}\n`;
}
