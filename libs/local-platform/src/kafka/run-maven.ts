import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { jarsNotDownloaded } from '../failures.js';
import { KAFKA_VERSION } from './maven-project.js';

const SAY_EVERY_MS = 2_000;
/** `Downloaded from central: https://…/kafka-clients-4.3.1.jar (…)` and `Copying kafka-clients-4.3.1.jar to …` */
const FILE_AT_HAND = /(?:Downloaded from|Copying) .*?([\w.-]+\.(?:jar|pom))/;

/** Copies the project's runtime jars into `jars` and tells how far it is. */
export async function runMaven(project: string, jars: string, log: (line: string) => void): Promise<void> {
  log(`Mengunduh Apache Kafka ${KAFKA_VERSION}, sekali saja / downloading, only once (~55 MB)`);
  const goal = ['-B', 'dependency:copy-dependencies', '-DincludeScope=runtime', `-DoutputDirectory=${jars}`];
  const maven = spawn('mvn', goal, { cwd: project, stdio: ['ignore', 'pipe', 'pipe'] });
  const progress = new DownloadProgress(log);
  for (const stream of [maven.stdout, maven.stderr]) {
    createInterface({ input: stream }).on('line', (line) => progress.read(line));
  }
  const [code] = (await once(maven, 'close')) as [number | null];
  if (code !== 0) throw jarsNotDownloaded(progress.lastError || `mvn: ${code}`);
}

class DownloadProgress {
  lastError = '';
  private saidAt = Date.now();

  constructor(private readonly log: (line: string) => void) {}

  read(line: string): void {
    if (line.startsWith('[ERROR]') && this.lastError === '') this.lastError = line.slice('[ERROR] '.length, 200);
    const file = FILE_AT_HAND.exec(line)?.[1];
    if (file === undefined || Date.now() - this.saidAt < SAY_EVERY_MS) return;
    this.saidAt = Date.now();
    this.log(`… ${file}`);
  }
}
