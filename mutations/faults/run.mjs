/**
 * node mutations/faults/run.mjs [part of a name]…   puts each mistake in turn into a copy of HEAD and tries the fault that
 *   it names. The checker must find its class of broken promise, and no graver one: a mistake that is not seen, or seen
 *   by a crash or a time-out, fails the run. So does the real thing when it breaks any promise.
 * node mutations/faults/run.mjs --check   only looks whether every mistake still applies
 */
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { CopyOfHead } from '../copy-of-head.mjs';
import { REPOSITORY } from '../patches.mjs';

/** From the gravest on: a mistake that shows in several classes is named after the first. */
const CLASSES = ['lost', 'invented', 'inverted', 'duplicated', 'stale', 'unjoined', 'different'];
const LONGEST_MS = 5 * 60_000;
const FOLDER = dirname(fileURLToPath(import.meta.url));

const patterns = process.argv.slice(2);
const isCheck = patterns[0] === '--check';
const mutants = readMutants(isCheck ? [] : patterns);
const rotten = mutants.filter(({ path }) => !applies(path));
for (const { file } of rotten) console.error(`${file} no longer applies`);

if (isCheck || rotten.length > 0) {
  if (rotten.length === 0) console.log(`${mutants.length} mutants of the pipeline apply`);
  process.exitCode = rotten.length > 0 ? 1 : 0;
} else {
  const copy = new CopyOfHead();
  try {
    process.exitCode = tryAll(copy) ? 0 : 1;
  } finally {
    copy.remove();
  }
}

function readMutants(patterns) {
  const isAsked = (file) => patterns.length === 0 || patterns.some((pattern) => file.includes(pattern));
  const files = readdirSync(FOLDER).filter((file) => file.endsWith('.patch') && isAsked(file));
  return files.sort().map((file) => {
    const head = readFileSync(join(FOLDER, file), 'utf8').split(/^diff --git/m)[0];
    const word = (name) => new RegExp(`^${name}: *(.+)$`, 'm').exec(head)?.[1] ?? '';
    return { file, path: join(FOLDER, file), name: word('Mutant'), fault: word('Fault'), finds: word('Finds') };
  });
}

function applies(path) {
  try {
    execFileSync('git', ['apply', '--check', path], { cwd: REPOSITORY, stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

function tryAll(copy) {
  copy.build();
  const real = { name: 'the real thing', finds: 'nothing' };
  const outcomes = [report(real, findings(copy, [...new Set(mutants.map(({ fault }) => fault))]))];
  for (const mutant of mutants) {
    copy.apply(mutant.path);
    try {
      copy.build();
      outcomes.push(report(mutant, findings(copy, [mutant.fault])));
    } finally {
      copy.revert(mutant.path);
    }
  }
  const right = outcomes.filter(Boolean).length;
  console.log(`\nmutants: ${right} of ${outcomes.length} as expected, the real thing included`);
  return right === outcomes.length;
}

/** @returns the gravest class that was found, `nothing`, or `no judgement` when a fault could not be tried to its end */
function findings(copy, faults) {
  const file = join(copy.folder, 'faults.json');
  rmSync(file, { force: true });
  const { stdout, stderr } = copy.run('apps/bench/dist/faults/main.js', [...faults, '--json', file], {
    timeout: LONGEST_MS,
  });
  const tallies = readTallies(file);
  const words = tallies?.flatMap(({ broken }) => broken) ?? [stdout, stderr];
  if (!tallies || words.some((sentence) => sentence.startsWith('not judged'))) return { found: 'no judgement', words };
  const found = CLASSES.find((kind) => tallies.some(({ counts }) => counts[kind] > 0)) ?? 'nothing';
  return { found, words };
}

function readTallies(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}

function report({ name, finds }, { found, words }) {
  const isRight = found === finds;
  console.log(
    `${isRight ? 'right' : 'WRONG'}  ${name.padEnd(28)} expected ${finds.padEnd(11)} found ${found.padEnd(13)}`,
  );
  for (const sentence of words) console.log(`         ${sentence}`);
  return isRight;
}
