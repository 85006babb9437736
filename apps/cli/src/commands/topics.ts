import { ensureTopics, homeFromEnvironment, readPlatformFile } from '@satudata/local-platform';
import { Command, InvalidArgumentError } from 'commander';

interface TopicsOptions {
  partitions: number;
  replicationFactor: number;
}

/** A job that runs once before the services do, on brokers that `KAFKA_BROKERS` or a running platform names. */
export function topicsCommand(): Command {
  return new Command('topics')
    .description('membuat topik yang belum ada dan memeriksa yang ada / creates missing topics and checks the others')
    .option('--partitions <n>', 'partisi tiap topik baru / partitions of each new topic', atLeastOne, 12)
    .option('--replication-factor <n>', 'salinan tiap partisi / copies of each partition', atLeastOne, 3)
    .action(async (shape: TopicsOptions) => {
      for (const topic of await ensureTopics(brokers(), shape)) process.stdout.write(`${topic}\n`);
    });
}

function brokers(): string[] {
  const named = process.env['KAFKA_BROKERS'];
  return named ? named.split(',') : readPlatformFile(homeFromEnvironment(process.env)).kafka.brokers;
}

function atLeastOne(text: string): number {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 1)
    throw new InvalidArgumentError('bilangan bulat >= 1 / a whole number >= 1');
  return number;
}
