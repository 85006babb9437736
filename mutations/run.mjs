/**
 * node mutations/run.mjs [pattern]   applies each mutation in turn to a copy of HEAD and runs the spec it names: a
 *                                    mutation that leaves its spec green has survived, and a rule is not tested
 * node mutations/run.mjs --check     only looks whether every mutation still applies
 */
import { CopyOfHead } from './copy-of-head.mjs';
import { faultsOf, readPatches } from './patches.mjs';
import { runSpecs } from './run-spec.mjs';

const [argument = ''] = process.argv.slice(2);
const isCheck = argument === '--check';
const patches = readPatches(isCheck ? '' : argument);
const faults = faultsOf(patches);
for (const fault of faults) console.error(fault);

if (isCheck || faults.length > 0) {
  if (faults.length === 0) console.log(`${patches.length} mutations apply`);
  process.exitCode = faults.length > 0 ? 1 : 0;
} else {
  const copy = new CopyOfHead();
  try {
    process.exitCode = runAll(copy) ? 0 : 1;
  } finally {
    copy.remove();
  }
}

function runAll(copy) {
  if (patches.some(({ tier }) => tier !== 'unit')) copy.build();
  if (!isGreenWithout(copy)) return false;
  const outcomes = patches.map((patch) => {
    const outcome = judge(copy, patch);
    console.log(`${outcome.padEnd(9)} ${patch.name.padEnd(44)} ${patch.breaks}`);
    return outcome;
  });
  const killed = outcomes.filter((outcome) => outcome === 'killed').length;
  console.log(`\nmutations: ${killed} killed, ${outcomes.length - killed} not killed`);
  return killed === outcomes.length;
}

/** A spec that is red anyway would seem to kill everything. */
function isGreenWithout(copy) {
  return [...new Set(patches.map(({ tier }) => tier))].every((tier) => {
    const specs = [...new Set(patches.filter((patch) => patch.tier === tier).map(({ spec }) => spec))];
    const { colour, words } = runSpecs(copy, tier, specs);
    if (colour !== 'green') console.error(`${tier} specs are ${colour} without any mutation:\n${words}`);
    return colour === 'green';
  });
}

function judge(copy, { path, tier, spec, red }) {
  copy.apply(path);
  try {
    if (tier === 'journeys') copy.build();
    const { colour, words } = runSpecs(copy, tier, [spec]);
    if (colour === 'green') return 'survived';
    if (colour === 'red' && (red === undefined || words.includes(red))) return 'killed';
    console.error(words.slice(0, 2_000));
    return colour === 'red' ? 'other red' : 'broken';
  } finally {
    copy.revert(path);
  }
}
