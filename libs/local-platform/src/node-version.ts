import { wrongNode } from './failures.js';

/** As `engines` in package.json: the first version that can `require` the ESM packages we build on. */
const OLDEST_NODE = '20.19.0';

/** @throws PlatformFailure `wrong-node` */
export function assertNode(found: string): void {
  const [major = 0, minor = 0] = found.split('.').map(Number);
  const [wantedMajor = 0, wantedMinor = 0] = OLDEST_NODE.split('.').map(Number);
  if (major < wantedMajor || (major === wantedMajor && minor < wantedMinor)) throw wrongNode(found, OLDEST_NODE);
}
