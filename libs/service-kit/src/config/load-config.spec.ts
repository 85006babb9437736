import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadConfig } from './load-config.js';
import { EventServiceConfig, ServiceConfig } from './service-config.js';

const environment = {
  PORT: '4001',
  DATABASE_URL: 'postgres://app:s3cret@127.0.0.1/population_registry',
  OIDC_ISSUER: 'http://127.0.0.1:4000',
};

describe('loading the configuration', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'config-'));
    writeFileSync(join(folder, 'url'), `${environment.DATABASE_URL}\n`);
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it('takes numbers as numbers and fills in what has a default', () => {
    expect(loadConfig(ServiceConfig, environment)).toEqual({
      ...environment,
      PORT: 4001,
      HOST: '127.0.0.1',
      NODE_ENV: 'production',
      LOG_LEVEL: 'info',
    });
  });

  it('splits a list of brokers', () => {
    const { KAFKA_BROKERS } = loadConfig(EventServiceConfig, { ...environment, KAFKA_BROKERS: 'a:9092,b:9092' });
    expect(KAFKA_BROKERS).toEqual(['a:9092', 'b:9092']);
  });

  it('takes a folder of fault points in a test, and never in production', () => {
    const armed = { ...environment, SATUDATA_FAULTS_DIR: folder };
    expect(loadConfig(ServiceConfig, { ...armed, NODE_ENV: 'test' }).SATUDATA_FAULTS_DIR).toBe(folder);
    expect(() => loadConfig(ServiceConfig, { ...armed, NODE_ENV: 'production' })).toThrow(
      'SATUDATA_FAULTS_DIR: neverInProduction',
    );
    expect(() => loadConfig(ServiceConfig, armed)).toThrow('SATUDATA_FAULTS_DIR: neverInProduction');
  });

  it('takes the name of a Kafka client that there is, and no other', () => {
    const given = { ...environment, KAFKA_BROKERS: 'a:9092' };
    expect(loadConfig(EventServiceConfig, given).KAFKA_CLIENT).toBeUndefined();
    expect(loadConfig(EventServiceConfig, { ...given, KAFKA_CLIENT: 'platformatic' }).KAFKA_CLIENT).toBe(
      'platformatic',
    );
    expect(() => loadConfig(EventServiceConfig, { ...given, KAFKA_CLIENT: 'other' })).toThrow('KAFKA_CLIENT: isIn');
  });

  it('misses a reader after half a minute unless told otherwise', () => {
    const given = { ...environment, KAFKA_BROKERS: 'a:9092' };
    expect(loadConfig(EventServiceConfig, given).KAFKA_SESSION_TIMEOUT_MS).toBe(30_000);
    const told = loadConfig(EventServiceConfig, { ...given, KAFKA_SESSION_TIMEOUT_MS: '1000' });
    expect(told.KAFKA_SESSION_TIMEOUT_MS).toBe(1_000);
  });

  it('reads a secret from the file that <NAME>_FILE names, without its last line end', () => {
    const { DATABASE_URL: _inline, ...others } = environment;
    const config = loadConfig(ServiceConfig, { ...others, DATABASE_URL_FILE: join(folder, 'url') });
    expect(config.DATABASE_URL).toBe(environment.DATABASE_URL);
  });

  it('prefers the value itself to the file', () => {
    const config = loadConfig(ServiceConfig, { ...environment, DATABASE_URL_FILE: join(folder, 'missing') });
    expect(config.DATABASE_URL).toBe(environment.DATABASE_URL);
  });

  it('leaves variables of others alone, files among them', () => {
    const config = loadConfig(ServiceConfig, { ...environment, AWS_CONFIG_FILE: join(folder, 'missing'), SECRET: 'x' });
    expect(Object.keys(config)).not.toContain('SECRET');
    expect(Object.keys(config)).not.toContain('AWS_CONFIG');
  });

  it.each(['PORT', 'DATABASE_URL', 'OIDC_ISSUER'])('names a missing %s', (name) => {
    const given = Object.fromEntries(Object.entries(environment).filter(([key]) => key !== name));
    expect(() => loadConfig(ServiceConfig, given)).toThrow(name);
  });

  it('names a missing list of brokers', () => {
    expect(() => loadConfig(EventServiceConfig, environment)).toThrow('KAFKA_BROKERS');
  });

  it('says in both languages what is wrong, and never the value', () => {
    const wrong = { ...environment, OIDC_ISSUER: 'not-a-url-but-s3cret', PORT: '70000' };
    const message = messageOf(() => loadConfig(ServiceConfig, wrong));
    expect(message).toMatch(/^Konfigurasi tidak sah \/ invalid configuration: /);
    expect(message).toContain('OIDC_ISSUER');
    expect(message).toContain('PORT');
    expect(message).not.toContain('s3cret');
    expect(message).not.toContain('70000');
  });

  it.each(['12x', '', ' ', '0', '-1', '1.5'])('refuses %j as a port', (PORT) => {
    expect(() => loadConfig(ServiceConfig, { ...environment, PORT })).toThrow('PORT');
  });
});

function messageOf(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error('nothing was refused');
}
