import { Writable } from 'node:stream';
import {
  createLogger,
  createService,
  loadConfig,
  type ServiceConfig,
  type ServiceDefinition,
} from '@satudata/service-kit';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { freePort } from './free-port.js';

/** A service inside the test's process, listening on a port of its own. */
export interface ServedService {
  readonly url: string;
  readonly app: NestExpressApplication;
  /** Everything it has logged so far, one JSON object per line. */
  logged(): string;
  close(): Promise<void>;
}

/**
 * Boots a service as `bootService` does, with `environment` in place of the process's own.
 * @throws Error what would have ended the process
 */
export async function serve<Config extends ServiceConfig>(
  definition: ServiceDefinition<Config>,
  environment: NodeJS.ProcessEnv,
): Promise<ServedService> {
  const PORT = environment['PORT'] ?? String(await freePort());
  const config = loadConfig(definition.config, { NODE_ENV: 'test', LOG_LEVEL: 'debug', ...environment, PORT });
  const lines: string[] = [];
  const sink = new Writable({ write: (chunk, _encoding, done) => (lines.push(String(chunk)), done()) });
  const app = await createService(definition, config, createLogger(definition.name, config.LOG_LEVEL, sink));
  await app.listen(config.PORT, config.HOST);
  return {
    url: `http://${config.HOST}:${config.PORT}`,
    app,
    logged: () => lines.join(''),
    close: () => app.close(),
  };
}
