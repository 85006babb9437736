import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { jsonSchemaOf, schemaText } from '../schema/json-schema.js';
import { TOPICS, type TopicEntry } from '../topics.js';
import { judgeSchema } from './judge-schema.js';
import { publishedNames, publishedSchemas, publishSchema } from './published-schemas.js';

/** `check:contracts`: what the record classes say equals what is published, and breaks no reader. Exit 1 if not. */
function main(): void {
  const { values } = parseArgs({
    options: {
      write: { type: 'boolean', default: false },
      schemas: { type: 'string', default: join(__dirname, '../../schemas') },
    },
  });
  const complaints = [
    ...vanishedTopics(values.schemas),
    ...TOPICS.flatMap((entry) => checkTopic(entry, values.schemas, values.write)),
  ];
  for (const complaint of complaints) process.stderr.write(`${complaint}\n`);
  if (complaints.length > 0) process.exitCode = 1;
  else say(`${TOPICS.length} topik sesuai dengan skema yang terbit / topics agree with their published schemas`);
}

function checkTopic(entry: TopicEntry, folder: string, write: boolean): string[] {
  const published = publishedSchemas(folder, entry);
  const generated = jsonSchemaOf(entry);
  const judgement = judgeSchema(published, generated);
  switch (judgement.kind) {
    case 'current':
      return [];
    case 'incompatible':
      return judgement.conflicts.map(
        ({ revision, pointer, id, en }) =>
          `${entry.topic} v1.${judgement.revision} x v1.${revision} ${pointer}: ${id} / ${en}`,
      );
    case 'drifted':
      if (!write) return [drifted(entry, judgement.revision)];
      publishSchema(folder, entry, judgement.revision, schemaText(generated));
      say(`${entry.topic} v1.${judgement.revision}: terbit / published`);
      return [];
    default:
      return judgement satisfies never;
  }
}

function drifted({ topic }: TopicEntry, revision: number): string {
  return (
    `${topic}: kelas rekaman berbeda dari skema terbaru; jalankan "npm run contracts:generate" dan simpan v1.${revision}. / ` +
    `the record class differs from the newest schema; run "npm run contracts:generate" and commit v1.${revision}.`
  );
}

function vanishedTopics(folder: string): string[] {
  const known = new Set(TOPICS.map(({ source, entity }) => `${source}/${entity}`));
  return publishedNames(folder)
    .filter((name) => !known.has(name))
    .map(
      (name) =>
        `${name}: skema terbit, tetapi rekamannya tidak ada lagi; kembalikan rekaman itu. / ` +
        `the schema is published but its record is gone; bring the record back.`,
    );
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

main();
