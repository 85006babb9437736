import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CommandFailure } from '../terminal/command-failure.js';
import { watchFolder } from './watch-folder.js';

const folder = mkdtempSync(join(tmpdir(), 'satudata-folder-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe('A folder that is watched', () => {
  it('hands on files of records only, and goes on after one that fails', async () => {
    for (const name of ['a.csv', 'b.ndjson', 'a.rejected.csv', 'notes.txt', '.hidden.csv'])
      writeFileSync(join(folder, name), '');
    mkdirSync(join(folder, 'folder.csv'));
    const stop = new AbortController();
    const [due, failures]: [string[], string[]] = [[], []];
    await watchFolder({
      folder,
      until: stop.signal,
      onFailure: ({ id }) => failures.push(id),
      onDue: async (path) => {
        due.push(path);
        if (due.length === 2) stop.abort();
        throw await Promise.resolve(new CommandFailure('gagal', 'failed'));
      },
    });
    expect(due).toEqual([join(folder, 'a.csv'), join(folder, 'b.ndjson')]);
    expect(failures).toEqual(['gagal', 'gagal']);
  });

  it('that is not there is told in a sentence', async () => {
    const watching = watchFolder({
      folder: join(folder, 'nowhere'),
      until: new AbortController().signal,
      onFailure: () => undefined,
      onDue: () => Promise.resolve(),
    });
    await expect(watching).rejects.toThrow(/nowhere/);
  });
});
