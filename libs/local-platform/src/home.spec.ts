import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { homeFromEnvironment, prepareHome } from './home.js';

const folder = mkdtempSync(join(tmpdir(), 'satudata-home-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe('The home of a platform', () => {
  it('is .satudata where nothing else is said', () => {
    expect(homeFromEnvironment({}).root).toBe(join(process.cwd(), '.satudata'));
    expect(homeFromEnvironment({ SATUDATA_HOME: '/srv/other' }).platformFile).toBe('/srv/other/platform.json');
  });

  it('is made with all its folders, and again without harm', () => {
    const home = prepareHome(join(folder, 'deep', 'down'));
    expect(prepareHome(home.root)).toEqual(home);
    expect([home.logs, home.run, home.postgres, home.kafka].every((path) => existsSync(path))).toBe(true);
  });

  it('keeps secrets and client keys to its owner', () => {
    const { secrets, clients } = prepareHome(join(folder, 'private'));
    expect([secrets, clients].map((path) => statSync(path).mode & 0o777)).toEqual([0o700, 0o700]);
  });

  it.each(['/proc/no-such-folder', 'a file'])('that cannot be made (%s) is refused in one sentence', (name) => {
    const file = join(folder, 'a file');
    writeFileSync(file, '');
    const root = name === 'a file' ? join(file, 'inside') : name;
    expect(() => prepareHome(root)).toThrow(expect.objectContaining({ code: 'home-not-writable' }));
  });
});
