import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';

const LONGEST_MS = 15 * 60_000;

/**
 * Runs specs of one tier in the copy.
 * @returns `green`, `red` with the words of the failures, or `broken` when a spec could not be run at all
 */
export function runSpecs(copy, tier, specs) {
  const outputFile = join(copy.folder, 'report.json');
  rmSync(outputFile, { force: true });
  const args = [
    '--selectProjects',
    tier,
    '--ci',
    '--forceExit',
    '--json',
    '--outputFile',
    outputFile,
    '--runTestsByPath',
    ...specs,
  ];
  const { stderr, error, signal } = copy.run('node_modules/jest/bin/jest.js', args, { timeout: LONGEST_MS });
  const report = readReport(outputFile);
  const ending = `${error ?? signal ?? ''}\n${stderr.slice(-2_000)}`;
  if (!report || report.numTotalTests === 0) return { colour: 'broken', words: ending };
  const failures = report.testResults.flatMap(({ assertionResults, message }) => [
    ...assertionResults.filter(({ status }) => status === 'failed').flatMap(({ failureMessages }) => failureMessages),
    ...(assertionResults.length === 0 ? [`no test ran: ${message}`] : []),
  ]);
  const words = failures.join('\n');
  if (report.numFailedTests > 0) return { colour: 'red', words };
  return report.numRuntimeErrorTestSuites > 0
    ? { colour: 'broken', words: words + ending }
    : { colour: 'green', words };
}

function readReport(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}
