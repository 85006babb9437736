import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { REPOSITORY } from './patches.mjs';

/** What is committed, in a folder of its own: mutations never touch the tree somebody works in. */
export class CopyOfHead {
  constructor() {
    this.folder = mkdtempSync(join(tmpdir(), 'satudata-mutations-'));
    const archive = execFileSync('git', ['archive', 'HEAD'], { cwd: REPOSITORY, maxBuffer: 1 << 30 });
    // -m: files are as new as this copy, so that the compiler compares their contents with what was built before.
    execFileSync('tar', ['-x', '-m', '-C', this.folder], { input: archive });
    this.linkPackages();
  }

  apply(path, ...options) {
    execFileSync('git', ['apply', ...options, path], { cwd: this.folder, stdio: ['ignore', 'ignore', 'inherit'] });
  }

  revert(path) {
    this.apply(path, '--reverse');
  }

  /** Builds what changed since the last build; the first one starts from what the repository has built. */
  build() {
    if (!this.isBuilt) this.copyBuilt();
    this.isBuilt = true;
    const { status, stdout } = this.run('node_modules/typescript/bin/tsc', ['-b']);
    if (status !== 0) throw new Error(`the mutated copy does not build:\n${stdout}`);
  }

  run(program, args, options = {}) {
    return spawnSync(process.execPath, [join(this.folder, program), ...args], {
      cwd: this.folder,
      encoding: 'utf8',
      env: { ...process.env, NODE_OPTIONS: '' },
      ...options,
    });
  }

  remove() {
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** Packages of others are shared; our own are those of the copy. */
  linkPackages() {
    const installed = join(REPOSITORY, 'node_modules');
    const linked = join(this.folder, 'node_modules');
    mkdirSync(join(linked, '@satudata'), { recursive: true });
    for (const name of readdirSync(installed)) {
      if (name !== '@satudata' && !name.startsWith('.')) symlinkSync(join(installed, name), join(linked, name));
    }
    for (const [name, folder] of this.workspaces()) symlinkSync(folder, join(linked, '@satudata', name));
  }

  copyBuilt() {
    for (const [, folder] of this.workspaces()) {
      const built = join(folder.replace(this.folder, REPOSITORY), 'dist');
      if (existsSync(built)) cpSync(built, join(folder, 'dist'), { recursive: true, preserveTimestamps: true });
    }
  }

  workspaces() {
    return ['apps', 'libs'].flatMap((kind) =>
      readdirSync(join(this.folder, kind)).map((name) => [name, join(this.folder, kind, name)]),
    );
  }
}
