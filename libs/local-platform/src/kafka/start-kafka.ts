import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { didNotBecomeReady } from '../failures.js';
import { freeRun } from '../ports.js';
import type { SupervisedChild } from '../processes/supervised-child.js';
import type { Supervisor } from '../processes/supervisor.js';
import { waitUntil } from '../wait-until.js';
import { brokerAnswers } from './broker-answers.js';
import { formatStorage } from './format-storage.js';
import { kafkaJars } from './jar-cache.js';
import { assertJava } from './java.js';
import { serverProperties } from './server-properties.js';

export interface RunningKafka {
  brokers: string[];
  child: SupervisedChild;
}

const READY_WITHIN_MS = 90_000;

/** @throws PlatformFailure when Java, the jars or the broker are not to be had */
export async function startKafka(
  supervisor: Supervisor,
  env: NodeJS.ProcessEnv,
  /** Given the broker's port, the one at which clients shall look for it. */
  advertise: (brokerPort: number) => Promise<number> = (port) => Promise.resolve(port),
): Promise<RunningKafka> {
  assertJava();
  const jars = await kafkaJars(env, supervisor.log);
  const { home } = supervisor;
  const dataFolder = join(home.kafka, 'data');
  const properties = join(home.kafka, 'server.properties');
  // Chosen once per start: a broker that is started again after a crash is found where its clients look for it.
  const brokerPort = await freeRun([0, 1]);
  const advertisedPort = await advertise(brokerPort);
  writeFileSync(
    properties,
    serverProperties({ brokerPort, controllerPort: brokerPort + 1, dataFolder, advertisedPort }),
  );
  if (!existsSync(join(dataFolder, 'meta.properties'))) await formatStorage(home, jars, properties);
  const child = supervisor.start({
    name: 'kafka',
    command: 'java',
    args: [...jvmOptions, '-cp', join(jars, '*'), 'kafka.Kafka', properties],
    env: { PATH: process.env['PATH'], JAVA_HOME: process.env['JAVA_HOME'], LANG: 'C.UTF-8' },
    stop: { stage: 2, signal: 'SIGTERM', graceMs: 20_000 },
  });
  const brokers = [`127.0.0.1:${advertisedPort}`];
  await waitUntil(() => brokerAnswers(brokers), {
    withinMs: READY_WITHIN_MS,
    everyMs: 250,
    late: () => didNotBecomeReady('Kafka', child.logFile),
  });
  return { brokers, child };
}

const jvmOptions = [
  '-Xms128m',
  '-Xmx384m',
  // One heap this small on a shared machine: the serial collector is as fast and takes the least memory beside it.
  '-XX:+UseSerialGC',
  '-Dorg.slf4j.simpleLogger.defaultLogLevel=warn',
  '-Dorg.slf4j.simpleLogger.showDateTime=true',
  '-Dorg.slf4j.simpleLogger.dateTimeFormat=HH:mm:ss.SSS',
];
