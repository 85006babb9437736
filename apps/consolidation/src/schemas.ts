import { inboxSchema } from '@satudata/inbox';
import type { SchemaMigrations } from '@satudata/service-kit';
import { CreateCore20261124081200 } from './core/migrations/20261124081200-create-core.js';
import { FillVillages20261124081300 } from './core/migrations/20261124081300-fill-villages.js';
import { PriceRandomReads20261124085000 } from './core/migrations/20261124085000-price-random-reads.js';
import { CreateOps20261124081400 } from './ops/migrations/20261124081400-create-ops.js';
import { CreateRaw20261124081100 } from './raw/migrations/20261124081100-create-raw.js';
import { CreateReceipts20261124161100 } from './receipts/migrations/20261124161100-create-receipts.js';
import { CreateRead20261124081500 } from './read/migrations/20261124081500-create-read.js';
import { CreateReports20261124140100 } from './reconciliation/migrations/20261124140100-create-reports.js';
import { CreateSums20261124140000 } from './ops/migrations/20261124140000-create-sums.js';
import { CreateRebuild20261124091500 } from './rebuild/migrations/20261124091500-create-rebuild.js';

/** Every schema of the store, in the order in which they lean on each other. */
export const schemas: readonly SchemaMigrations[] = [
  inboxSchema,
  { schema: 'raw', migrations: [CreateRaw20261124081100] },
  {
    schema: 'core',
    migrations: [CreateCore20261124081200, FillVillages20261124081300, PriceRandomReads20261124085000],
  },
  { schema: 'ops', migrations: [CreateOps20261124081400, CreateSums20261124140000] },
  { schema: 'read', migrations: [CreateRead20261124081500] },
  { schema: 'reconciliation', migrations: [CreateReports20261124140100] },
  { schema: 'receipts', migrations: [CreateReceipts20261124161100] },
  { schema: 'rebuild', migrations: [CreateRebuild20261124091500] },
];
