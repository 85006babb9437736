import { runMigrations } from '@satudata/service-kit';
import { schemas } from './schemas.js';

void runMigrations(schemas);
