import { spawnSync } from 'node:child_process';
import { missingJava, missingMaven, wrongJava } from '../failures.js';

/** Kafka 4 brokers need Java 17 (KIP-1013). */
const OLDEST_JAVA = 17;

/** @throws PlatformFailure `missing-java`, `wrong-java` */
export function assertJava(): void {
  const { error, stderr, stdout } = spawnSync('java', ['-version'], { encoding: 'utf8' });
  if (error) throw missingJava();
  const version = javaVersion(`${stderr}${stdout}`);
  // On macOS `java` is always there and says on use that no Java is installed.
  if (version === undefined) throw missingJava();
  if (version.major < OLDEST_JAVA) throw wrongJava(version.text);
}

/** @throws PlatformFailure `missing-maven` */
export function assertMaven(): void {
  if (spawnSync('mvn', ['-v'], { stdio: 'ignore' }).error) throw missingMaven();
}

/** Reads `openjdk version "17.0.15" …` and the older `java version "1.8.0_392"`, whose major version is 8. */
export function javaVersion(said: string): { major: number; text: string } | undefined {
  const text = /version "([^"]+)"/.exec(said)?.[1];
  if (text === undefined) return undefined;
  const [first, second] = text.split(/[._-]/).map(Number);
  return { major: (first === 1 ? second : first) ?? 0, text };
}
