import 'reflect-metadata';
import { setTimeout as pause } from 'node:timers/promises';
import { connectDatabase, createLogger, isUnavailable, loadConfig, WorkerConfig } from '@satudata/service-kit';
import { searchPathOf } from './generation.js';
import type { OtherGeneration } from './rebuild/incoming-generation.js';
import { Rebuilder } from './rebuild/rebuilder.js';

/** The rebuilder: waits for runs and performs them, in a process whose memory, speed and end are its own. */
const NAME = 'consolidation-rebuild';
const LOOK_EVERY_MS = 1_000;

async function main(): Promise<void> {
  const config = loadConfig(WorkerConfig);
  const logger = createLogger(NAME, config.LOG_LEVEL);
  const onError = (error: Error) => logger.warn({ err: error }, 'idle database connection lost');
  const common = { applicationName: NAME, poolSize: 6, onError };
  const connectApp = (generation: OtherGeneration) =>
    connectDatabase({ ...common, url: config.DATABASE_URL, searchPath: searchPathOf(generation) });
  const rebuilder = new Rebuilder({
    owner: await connectDatabase({ ...common, url: config.DATABASE_OWNER_URL }),
    incoming: { next: await connectApp('next'), previous: await connectApp('previous') },
    config,
    logger,
  });
  for (;;) {
    const wasBusy = await rebuilder.performOpenRun().catch((error: unknown) => {
      if (!isUnavailable(error)) throw error;
      logger.warn({ err: error }, 'the database is away, trying again');
    });
    if (!wasBusy) await pause(LOOK_EVERY_MS);
  }
}

/** A run stands in the database at every moment, so there is nothing to finish first. */
function leave(): never {
  process.exit(0);
}
process.on('SIGTERM', leave);
process.on('SIGINT', leave);
if (process.send) process.on('disconnect', leave);

main().catch((error: unknown) => {
  process.stderr.write(`${NAME}: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
