import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { formatOfName } from '@satudata/record-files';
import { CommandFailure } from '../terminal/command-failure.js';
import { unreadable } from '../terminal/unreadable.js';
import { FolderWatch, type SeenFile } from './folder-watch.js';

const LOOK_EVERY_MS = 5_000;

export interface WatchedFolder {
  folder: string;
  /** What to do with a file that is due; one that fails with a CommandFailure is told, and tried again once changed. */
  onDue: (path: string) => Promise<void>;
  onFailure: (failure: CommandFailure) => void;
  until: AbortSignal;
}

/** Looks at a folder now and then, until told to stop. @throws CommandFailure when there is no such folder */
export async function watchFolder({ folder, onDue, onFailure, until }: WatchedFolder): Promise<void> {
  const watch = new FolderWatch();
  while (!until.aborted) {
    for (const file of watch.look(await filesIn(folder))) {
      if (until.aborted) return;
      await onDue(join(folder, file.name)).catch((error: unknown) => {
        if (!(error instanceof CommandFailure)) throw error;
        onFailure(error);
      });
      watch.finish(file);
    }
    await pause(LOOK_EVERY_MS, undefined, { signal: until }).catch(() => undefined);
  }
}

/** Files of records; what was rejected of them is the sender's to mend first. */
async function filesIn(folder: string): Promise<SeenFile[]> {
  const names = await readdir(folder).catch(() => Promise.reject(unreadable(folder)));
  const ours = names.filter((name) => formatOfName(name) && !name.startsWith('.') && !/\.rejected\.\w+$/.test(name));
  const seen = await Promise.all(
    ours.sort().map(async (name) => {
      const facts = await stat(join(folder, name)).catch(() => undefined);
      return facts?.isFile() ? [{ name, stamp: `${facts.size} ${facts.mtimeMs}` }] : [];
    }),
  );
  return seen.flat();
}
