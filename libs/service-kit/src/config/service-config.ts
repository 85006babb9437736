import { OmitType } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import {
  ArrayNotEmpty,
  IsIn,
  IsInt,
  IsNotEmpty,
  IsOptional,
  IsString,
  IsUrl,
  Max,
  Min,
  ValidateBy,
} from 'class-validator';

/** A switch for tests must not be found on where it could hurt. */
const NeverInProduction = () =>
  ValidateBy({
    name: 'neverInProduction',
    validator: { validate: (_value, at) => (at?.object as ServiceConfig).NODE_ENV !== 'production' },
  });

/** What every service is told from outside. */
export class ServiceConfig {
  @IsInt()
  @Min(1)
  @Max(65535)
  PORT!: number;

  @IsString()
  HOST = '127.0.0.1';

  /** Connects as the service's app role: neither owner nor allowed to bypass row-level policies. */
  @IsString()
  @IsNotEmpty()
  DATABASE_URL!: string;

  @IsUrl({ require_tld: false, require_protocol: true, protocols: ['http', 'https'] })
  OIDC_ISSUER!: string;

  @IsIn(['development', 'test', 'production'])
  NODE_ENV = 'production';

  @IsIn(['fatal', 'error', 'warn', 'info', 'debug'])
  LOG_LEVEL = 'info';

  /** Where tests arm fault points. */
  @IsOptional()
  @IsString()
  @NeverInProduction()
  SATUDATA_FAULTS_DIR?: string;
}

/** A service that writes to the log or reads from it. */
export class EventServiceConfig extends ServiceConfig {
  @Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.split(',').filter(Boolean) : value))
  @ArrayNotEmpty()
  @IsString({ each: true })
  KAFKA_BROKERS!: string[];

  /** Which client speaks to the brokers; the default is that of libs/event-log. */
  @IsOptional()
  @IsIn(['kafkajs', 'platformatic'])
  KAFKA_CLIENT?: 'kafkajs' | 'platformatic';

  /** A reader that is silent for so long gives up its partitions; the broker's `group.min.session.timeout.ms` is below. */
  @IsInt()
  @Min(1_000)
  @Max(300_000)
  KAFKA_SESSION_TIMEOUT_MS: number = 30_000;

  /** A JWK set of private ES256 keys (usually by `RECEIPT_SIGNING_KEYS_FILE`) in place of the service's own. */
  @IsOptional()
  @IsString()
  RECEIPT_SIGNING_KEYS?: string;
}

/** A service that owns facts and says every change of them. */
export class SourceServiceConfig extends EventServiceConfig {
  /** With so many changes waiting for the broker, more records are refused until it has taken some. */
  @IsInt()
  @Min(1)
  OUTBOX_LIMIT: number = 200_000;

  /** Records of one client that are decided in a window; at least a chunk of a batch, or none would ever fit. */
  @IsInt()
  @Min(1_000)
  INTAKE_BUDGET_RECORDS: number = 5_000_000;

  /** Length of that window. */
  @IsInt()
  @Min(1)
  @Max(86_400)
  INTAKE_BUDGET_SECONDS: number = 3_600;

  /** A relay that is silent for so long is replaced by that of another instance. */
  @IsInt()
  @Min(1_000)
  RELAY_LEASE_MS: number = 10_000;
}

export class MigrationConfig {
  /** Connects as the owner of the schemas; only what makes or renames them does. */
  @IsString()
  @IsNotEmpty()
  DATABASE_OWNER_URL!: string;
}

/** A process that works beside a service, makes or renames its schemas, and answers nobody. */
export class WorkerConfig extends OmitType(EventServiceConfig, [
  'PORT',
  'HOST',
  'OIDC_ISSUER',
  'RECEIPT_SIGNING_KEYS',
]) {
  /** Connects as the owner of the schemas. */
  @IsString()
  @IsNotEmpty()
  DATABASE_OWNER_URL!: string;
}
