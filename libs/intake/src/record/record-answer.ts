import { ApiProperty } from '@nestjs/swagger';
import type { Words } from '@satudata/contracts';
import { Problem, type ProblemName } from '@satudata/service-kit';
import { OUTCOMES, type Finding, type Verdict } from '../verdict.js';

type Told = Finding & Words;

/** What the sender of one record is told. */
export class RecordAnswer {
  @ApiProperty({ enum: OUTCOMES })
  verdict!: string;

  @ApiProperty({ required: false, description: 'Pengenal tetap / lasting opaque id' })
  id?: string;

  @ApiProperty({ required: false })
  version?: number;

  @ApiProperty({ type: [Object], description: 'Alasan bila usang / reasons when stale' })
  errors!: Told[];

  @ApiProperty({ type: [Object], description: 'Janggal tetapi sah / odd but lawful' })
  warnings!: Told[];
}

/**
 * @throws Problem `outside-region` (403), `conflict` (409), `precondition-failed` (412) or `invalid-record` (422) when
 * the record was refused
 */
export function answerOf(verdict: Verdict, tell: (finding: Finding) => Told): RecordAnswer {
  const errors = verdict.errors.map(tell);
  if (verdict.outcome === 'rejected') throw new Problem(problemOf(verdict.errors), { errors });
  return {
    verdict: verdict.outcome,
    ...(verdict.id && { id: verdict.id }),
    ...(verdict.version && { version: verdict.version }),
    errors,
    warnings: verdict.warnings.map(tell),
  };
}

function problemOf(errors: readonly Finding[]): ProblemName {
  if (errors.some(({ rule }) => rule === 'region.scope')) return 'outside-region';
  if (errors.some(({ rule }) => rule === 'if-match')) return 'precondition-failed';
  return errors.some(({ rule }) => rule.endsWith('.other-office')) ? 'conflict' : 'invalid-record';
}
