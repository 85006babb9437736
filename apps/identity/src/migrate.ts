import { runMigrations } from '@satudata/service-kit';
import { identityMigrations } from './migrations/index.js';

void runMigrations([identityMigrations]);
