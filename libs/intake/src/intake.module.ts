import { Module, type DynamicModule } from '@nestjs/common';
import { BatchesController } from './batch/batches.controller.js';
import { Intake, SOURCE_RULES } from './intake.js';
import type { RuleWords } from './rule-words.js';

@Module({})
export class IntakeModule {
  /** `rules` are the words of the source's own rules. */
  static withRules(rules: RuleWords): DynamicModule {
    return {
      module: IntakeModule,
      global: true,
      controllers: [BatchesController],
      providers: [{ provide: SOURCE_RULES, useValue: rules }, Intake],
      exports: [Intake],
    };
  }
}
