import 'reflect-metadata';
import type { Server } from 'node:http';
import type { INestApplication, Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import helmet from 'helmet';
import { loadConfig } from './config/load-config.js';
import type { ServiceConfig } from './config/service-config.js';
import { answerBrokenRequests } from './http/broken-requests.js';
import { httpLogging } from './logging/http-logging.js';
import { createLogger, NestLogger, type Logger } from './logging/logger.js';
import { httpMetrics } from './metrics/metrics.js';
import { serveOpenApi, type DescribedPaths } from './openapi/openapi.js';
import { ServiceKitModule } from './service-kit.module.js';

/** A supervisor kills after 10 s; leaving by ourselves a little earlier tells it that we noticed. */
const SHUTDOWN_LIMIT_MS = 9_500;
const SILENCE_LIMIT_MS = 120_000;

export interface ServiceDefinition<Config extends ServiceConfig> {
  readonly name: string;
  readonly module: Type;
  readonly config: new () => Config;
  /** Schemas of its database in which it finds tables that it names without one. */
  readonly searchPath?: readonly string[];
  /** Called on the initialised application before it listens, for parts that are no Nest modules. */
  readonly extend?: (app: NestExpressApplication) => Promise<void> | void;
  /** What those parts answer, for the service's description of itself. */
  readonly describes?: DescribedPaths;
}

/** Boots any service alike; a service that cannot start says why in one line and ends with 1. */
export async function bootService<Config extends ServiceConfig>(definition: ServiceDefinition<Config>): Promise<void> {
  try {
    const config = loadConfig(definition.config);
    const logger = createLogger(definition.name, config.LOG_LEVEL);
    const app = await createService(definition, config, logger);
    await app.listen(config.PORT, config.HOST);
    logger.info({ port: config.PORT }, 'ready to listen');
    leaveOnSignals(app, logger);
  } catch (error) {
    process.stderr.write(`${definition.name}: ${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  }
}

/** The application, initialised but not listening: what tests boot. */
export async function createService<Config extends ServiceConfig>(
  definition: ServiceDefinition<Config>,
  config: Config,
  logger: Logger,
): Promise<NestExpressApplication> {
  const root = {
    module: class Root {},
    imports: [ServiceKitModule.with(definition, config, logger), definition.module],
  };
  const app = await NestFactory.create<NestExpressApplication>(root, {
    bodyParser: false,
    abortOnError: false,
    logger: new NestLogger(logger),
  });
  app.disable('x-powered-by');
  app.set('query parser', 'simple');
  app.use(secureHeaders(), httpLogging(logger), httpMetrics);
  answerBrokenRequests(app.getHttpServer());
  letLongUploadsLive(app.getHttpServer());
  serveOpenApi(app, definition.name, definition.describes);
  await definition.extend?.(app);
  await app.init();
  return app;
}

/** A batch may take longer than any limit on whole requests; a connection on which nothing moves is closed instead. */
function letLongUploadsLive(server: Server): void {
  server.requestTimeout = 0;
  server.timeout = SILENCE_LIMIT_MS;
}

/** Without TLS in front, as on a developer's machine, `upgrade-insecure-requests` would keep `/docs` from its own parts. */
function secureHeaders(): ReturnType<typeof helmet> {
  return helmet({ contentSecurityPolicy: { directives: { upgradeInsecureRequests: null } } });
}

function leaveOnSignals(app: INestApplication, logger: Logger): void {
  let leaving = false;
  const leave = (why: string) => {
    if (leaving) return;
    leaving = true;
    logger.info({ why }, 'leaving');
    setTimeout(() => process.exit(1), SHUTDOWN_LIMIT_MS).unref();
    app.close().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.on('SIGTERM', () => leave('SIGTERM'));
  process.on('SIGINT', () => leave('SIGINT'));
  // A supervisor that died without a word closes the channel it started us with: no orphan stays behind.
  if (process.send) process.on('disconnect', () => leave('supervisor gone'));
}
