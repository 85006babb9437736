import { Module, type DynamicModule } from '@nestjs/common';
import { SigningModule } from '@satudata/service-kit';
import { BatchesController } from './batch/batches.controller.js';
import { RecordBudget } from './budget/record-budget.js';
import { Intake, SOURCE_RULES } from './intake.js';
import type { RuleWords } from './rule-words.js';

@Module({})
export class IntakeModule {
  /** `rules` are the words of the source's own rules. */
  static withRules(rules: RuleWords): DynamicModule {
    return {
      module: IntakeModule,
      global: true,
      imports: [SigningModule.withKeysIn('intake')],
      controllers: [BatchesController],
      providers: [{ provide: SOURCE_RULES, useValue: rules }, RecordBudget, Intake],
      exports: [Intake],
    };
  }
}
