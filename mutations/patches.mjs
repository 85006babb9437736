import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const REPOSITORY = join(dirname(fileURLToPath(import.meta.url)), '..');
const FOLDER = join(REPOSITORY, 'mutations');
const TIERS = ['unit', 'int', 'journeys'];

/**
 * A mutation is a patch with words above the difference:
 *   Breaks: what it does wrong, in a sentence
 *   Test:   <tier> <path of the spec that must turn red>
 *   Red:    words that the failure must show (optional)
 */
export function readPatches(pattern = '') {
  const files = readdirSync(FOLDER).filter((file) => file.endsWith('.patch') && file.includes(pattern));
  return files
    .sort()
    .map((file) => ({ name: file.replace(/\.patch$/, ''), path: join(FOLDER, file), ...readWords(file) }));
}

function readWords(file) {
  const head = readFileSync(join(FOLDER, file), 'utf8').split(/^diff --git/m)[0];
  const word = (name) => new RegExp(`^${name}: *(.+)$`, 'm').exec(head)?.[1];
  const [tier, spec] = (word('Test') ?? '').split(' ');
  return { breaks: word('Breaks'), tier, spec, red: word('Red') };
}

/** What is wrong with these patches, one sentence each: they must not rot while the code moves on. */
export function faultsOf(patches) {
  return patches.flatMap((patch) => {
    if (!patch.breaks) return [`${patch.name} does not say what it breaks`];
    if (!TIERS.includes(patch.tier)) return [`${patch.name} names no tier of ${TIERS.join(', ')}`];
    if (!patch.spec || !existsSync(join(REPOSITORY, patch.spec)))
      return [`${patch.name} names a spec that does not exist`];
    return applies(patch) ? [] : [`${patch.name} no longer applies`];
  });
}

function applies({ path }) {
  try {
    execFileSync('git', ['apply', '--check', path], { cwd: REPOSITORY, stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
