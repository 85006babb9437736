import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TopicEntry } from '../topics.js';

const REVISION = /^v1\.([1-9][0-9]*)\.json$/;

/** The committed texts of a topic's schema in `<folder>/<source>/<entity>/v1.<n>.json`, n = 1, 2, … without a gap. */
export function publishedSchemas(folder: string, { source, entity }: TopicEntry): string[] {
  const home = join(folder, source, entity);
  const revisions = revisionsIn(home);
  const gap = revisions.findIndex((revision, index) => revision !== index + 1);
  if (gap >= 0) {
    throw new Error(
      `Revisi v1.${gap + 1} hilang dari ${source}/${entity}; kembalikan berkas itu. / ` +
        `Revision v1.${gap + 1} is missing from ${source}/${entity}; put the file back.`,
    );
  }
  return revisions.map((revision) => readFileSync(join(home, `v1.${revision}.json`), 'utf8'));
}

export function publishSchema(folder: string, { source, entity }: TopicEntry, revision: number, text: string): void {
  const home = join(folder, source, entity);
  mkdirSync(home, { recursive: true });
  writeFileSync(join(home, `v1.${revision}.json`), text);
}

/** Every `<source>/<entity>` that was ever published. */
export function publishedNames(folder: string): string[] {
  return foldersIn(folder).flatMap((source) => foldersIn(join(folder, source)).map((entity) => `${source}/${entity}`));
}

function revisionsIn(home: string): number[] {
  return entriesOf(home)
    .map((entry) => Number(REVISION.exec(entry.name)?.[1]))
    .filter(Number.isInteger)
    .sort((one, other) => one - other);
}

function foldersIn(folder: string): string[] {
  return entriesOf(folder)
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name);
}

function entriesOf(folder: string) {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}
