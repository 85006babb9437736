import { Global, Module, type DynamicModule, type OnApplicationShutdown, Inject } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_PIPE, DiscoveryModule } from '@nestjs/core';
import { ACCESS_TRAIL, type AccessTrail } from './access/access-trail.js';
import { AccessGuard } from './access/access-guard.js';
import { TokenVerifier } from './access/token-verifier.js';
import { ServiceConfig } from './config/service-config.js';
import { connectDatabase } from './database/connect.js';
import { ScopedDatabase } from './database/scoped-database.js';
import { HealthController, Readiness } from './health/health.js';
import { AddressGuard } from './http/address-guard.js';
import { BodyGuard } from './http/body-guard.js';
import { QueryGuard } from './http/query-guard.js';
import { RecordPipe } from './http/record-pipe.js';
import { RouteCheck } from './http/route-check.js';
import type { Logger } from './logging/logger.js';
import { MetricsController } from './metrics/metrics.js';
import { ProblemFilter } from './problems/problem-filter.js';
import { SERVICE_NAME } from './service-name.js';

export const LOGGER = Symbol('logger');
/** Connections per service process; a chunk, the relay, the readers and a few requests at the same moment. */
const POOL_SIZE = 12;

interface NamedService {
  readonly name: string;
  readonly searchPath?: readonly string[];
}

/** What any service has without asking: config, database, access, problems, health, metrics. */
@Global()
@Module({})
export class ServiceKitModule implements OnApplicationShutdown {
  constructor(@Inject(ScopedDatabase) private readonly database: ScopedDatabase) {}

  static with({ name, searchPath }: NamedService, config: ServiceConfig, logger: Logger): DynamicModule {
    const onError = (error: Error) => logger.warn({ err: error }, 'idle database connection lost');
    const url = config.DATABASE_URL;
    const databaseOptions = { url, applicationName: name, poolSize: POOL_SIZE, searchPath, onError };
    return {
      module: ServiceKitModule,
      imports: [DiscoveryModule],
      controllers: [HealthController, MetricsController],
      providers: [
        { provide: SERVICE_NAME, useValue: name },
        { provide: LOGGER, useValue: logger },
        { provide: ServiceConfig, useValue: config },
        { provide: ScopedDatabase, useFactory: () => connectDatabase(databaseOptions) },
        { provide: TokenVerifier, useFactory: () => new TokenVerifier(config.OIDC_ISSUER, name) },
        // In this order: who asks, what the address takes, what the body holds.
        {
          provide: APP_GUARD,
          inject: [TokenVerifier, { token: ACCESS_TRAIL, optional: true }],
          useFactory: (tokens: TokenVerifier, trail?: AccessTrail) => new AccessGuard(name, tokens, logger, trail),
        },
        { provide: APP_GUARD, useClass: AddressGuard },
        { provide: APP_GUARD, useClass: QueryGuard },
        { provide: APP_GUARD, useClass: BodyGuard },
        { provide: APP_PIPE, useClass: RecordPipe },
        { provide: APP_FILTER, useFactory: () => new ProblemFilter(logger) },
        Readiness,
        RouteCheck,
      ],
      exports: [SERVICE_NAME, LOGGER, ServiceConfig, ScopedDatabase, Readiness],
    };
  }

  async onApplicationShutdown(): Promise<void> {
    await this.database.close();
  }
}
