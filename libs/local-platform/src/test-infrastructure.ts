import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startKafka } from './kafka/start-kafka.js';
import { Passwords } from './postgres/passwords.js';
import { startPostgres } from './postgres/start-postgres.js';
import { Supervisor } from './processes/supervisor.js';

/** A real broker and a real database of their own, for specifications. */
export interface TestInfrastructure {
  /** URL of the superuser; each specification creates databases and roles of its own. */
  postgresUrl: string;
  brokers: string[];
  stop(): Promise<void>;
}

/** In containers when `SATUDATA_PLATFORM=testcontainers`, else as processes in a new folder that `stop` removes. */
export async function startTestInfrastructure(env: NodeJS.ProcessEnv = process.env): Promise<TestInfrastructure> {
  if (env['SATUDATA_PLATFORM'] === 'testcontainers') {
    const { startContainers } = await import('./testcontainers.js');
    return startContainers();
  }
  return startProcesses(env);
}

async function startProcesses(env: NodeJS.ProcessEnv): Promise<TestInfrastructure> {
  const folder = mkdtempSync(join(tmpdir(), 'satudata-test-'));
  const supervisor = await Supervisor.open(folder, (line) => process.stderr.write(`${line}\n`));
  const stop = async (): Promise<void> => {
    await supervisor.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    const password = new Passwords(supervisor.home).of('postgres');
    const [postgres, kafka] = await Promise.all([startPostgres(supervisor, password), startKafka(supervisor, env)]);
    return { postgresUrl: postgres.superuserUrl, brokers: kafka.brokers, stop };
  } catch (error) {
    // The folder stays: the sentence names a log in it.
    await supervisor.stop();
    throw error;
  }
}
