import { intakeSchema } from '@satudata/intake';
import { outboxSchema } from '@satudata/outbox';
import { runMigrations } from '@satudata/service-kit';
import { registrySchema } from './migrations/index.js';

void runMigrations([outboxSchema, intakeSchema, registrySchema]);
