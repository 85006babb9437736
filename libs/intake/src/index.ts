import type { SchemaMigrations } from '@satudata/service-kit';
import { CreateIntake20261124081000 } from './migrations/20261124081000-create-intake.js';
import { BudgetRecords20261124231000 } from './migrations/20261124231000-budget-records.js';
import { CancelBatches20261124230000 } from './migrations/20261124230000-cancel-batches.js';
import { GuardVerdicts20261124180000 } from './migrations/20261124180000-guard-verdicts.js';
import { KeepAnswers20261124171500 } from './migrations/20261124171500-keep-answers.js';
import { SignReceipts20261124161000 } from './migrations/20261124161000-sign-receipts.js';

export const intakeSchema: SchemaMigrations = {
  schema: 'intake',
  migrations: [
    CreateIntake20261124081000,
    SignReceipts20261124161000,
    KeepAnswers20261124171500,
    GuardVerdicts20261124180000,
    CancelBatches20261124230000,
    BudgetRecords20261124231000,
  ],
};
export { BatchAnswer, batchAnswer } from './batch/batches.dto.js';
export * from './described-headers.js';
export { Intake } from './intake.js';
export { IntakeModule } from './intake.module.js';
export { checkPlace } from './place.js';
export { checkVersion, etagOf } from './record/if-match.js';
export { RecordAnswer } from './record/record-answer.js';
export type { RuleWords } from './rule-words.js';
export type { TakeContext, Taker } from './taker.js';
export { rejected, type Finding, type Outcome, type Verdict } from './verdict.js';
