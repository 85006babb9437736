import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { jarFolder } from '@satudata/local-platform';
import { runningPlatform } from '../platform/running-platform.js';

/** One message as Kafka's own console consumer prints it. */
export interface PrintedMessage {
  readonly headers: Readonly<Record<string, string>>;
  readonly key: string;
  readonly value: string;
}

/** Reads the beginning of a topic with the program that comes with Kafka: no line of ours takes part in it. */
export async function readWithKafkasOwnConsumer(topic: string, messages: number): Promise<PrintedMessage[]> {
  const formatter = ['print.headers=true', 'print.key=true', 'key.separator=\t', 'headers.separator=,'];
  const options = {
    '--bootstrap-server': runningPlatform().kafka.brokers.join(','),
    '--topic': topic,
    '--max-messages': String(messages),
    '--timeout-ms': '20000',
  };
  const { stdout } = await promisify(execFile)('java', [
    '-cp',
    join(jarFolder(process.env), '*'),
    'org.apache.kafka.tools.consumer.ConsoleConsumer',
    '--from-beginning',
    ...Object.entries(options).flat(),
    ...formatter.flatMap((property) => ['--formatter-property', property]),
  ]);
  return stdout.split('\n').filter(Boolean).map(parse);
}

/** `name:value,name:value<tab>key<tab>value` */
function parse(line: string): PrintedMessage {
  const [headers = '', key = '', value = ''] = line.split('\t');
  const pairs = headers.split(',').map((pair) => [pair.slice(0, pair.indexOf(':')), pair.slice(pair.indexOf(':') + 1)]);
  return { headers: Object.fromEntries(pairs) as Record<string, string>, key, value };
}
