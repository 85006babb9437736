import { javaVersion } from './java.js';

describe('What `java -version` says', () => {
  it.each([
    ['openjdk version "17.0.15" 2025-04-15', 17],
    ['openjdk version "21" 2023-09-19', 21],
    ['openjdk version "24-ea" 2025-03-18', 24],
    ['java version "1.8.0_392"', 8],
    ['Picked up JAVA_TOOL_OPTIONS: -Xmx1g\nopenjdk version "25.0.1" 2025-10-21', 25],
  ])('%s is Java %i', (said, major) => {
    expect(javaVersion(said)?.major).toBe(major);
  });

  it('is no version when it tells that none is installed', () => {
    expect(javaVersion('The operation couldn’t be completed. Unable to locate a Java Runtime.')).toBeUndefined();
  });
});
