import { homeFromEnvironment, readPlatformFile } from '@satudata/local-platform';
import type { PlatformDescription } from '@satudata/local-platform';
import { CommandFailure } from './terminal/command-failure.js';

/** @throws PlatformFailure `not-started` */
export const runningPlatform = (): PlatformDescription => readPlatformFile(homeFromEnvironment(process.env));

/** @throws CommandFailure for a service this platform does not run */
export function urlOf(platform: PlatformDescription, service: string): string {
  const url = platform.services[service]?.url;
  if (url !== undefined) return url;
  const known = Object.keys(platform.services).join(', ');
  throw new CommandFailure(
    `Layanan ${service} tidak berjalan di platform ini; yang berjalan: ${known}.`,
    `The service ${service} does not run on this platform; these do: ${known}.`,
  );
}
