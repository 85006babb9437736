import { homeFromEnvironment, readPlatformFile, type PlatformDescription } from '@satudata/local-platform';

/** The platform under observation, as it describes itself at this moment: a part started again has another pid. */
export function runningPlatform(): PlatformDescription {
  return readPlatformFile(homeFromEnvironment(process.env));
}

export function urlOf(service: string): string {
  const url = runningPlatform().services[service]?.url;
  if (!url) throw new Error(`${service} is no service of this platform`);
  return url;
}
