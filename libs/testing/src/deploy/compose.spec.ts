import { existsSync } from 'node:fs';
import { SERVICES, type Service } from '@satudata/local-platform';
import { EventServiceConfig, MigrationConfig, ServiceConfig, WorkerConfig, loadConfig } from '@satudata/service-kit';
import { parse } from 'yaml';
import { createdSecrets, inRepository, textOf, usesEvents } from './deploy-files.js';

interface Container {
  image?: string;
  build?: { dockerfile: string; args: { SERVICE: string } };
  command?: string[];
  restart: string;
  environment: Record<string, string | number>;
  secrets?: string[];
  ports?: string[];
  read_only?: boolean;
  user?: string;
  healthcheck?: { disable?: boolean; test?: string[] };
  depends_on?: Record<string, { condition: string }>;
}

const text = textOf('docker-compose.yml');
const { services: containers, secrets } = parse(text, { merge: true }) as {
  services: Record<string, Container>;
  secrets: Record<string, { file: string }>;
};

const container = (name: string): Container => {
  const found = containers[name];
  if (!found) throw new Error(`docker-compose.yml has no ${name}`);
  return found;
};

/** As compose hands it over when nobody has set anything, with each secret file replaced by what it would hold. */
function environmentOf({ environment }: Container): Record<string, string> {
  return Object.fromEntries(
    Object.entries(environment).map(([name, value]) => {
      const given = String(value).replace(/\$\{\w+:-([^}]*)\}/g, '$1');
      const secret = /^\/run\/secrets\/(.+)$/.exec(given)?.[1];
      return secret === undefined ? [name, given] : [name.replace(/_FILE$/, ''), made.get(secret) ?? ''];
    }),
  );
}

const made = createdSecrets();
const services: readonly Service[] = SERVICES;
const owning = services.flatMap(({ name, database }) => ('own' in database ? [{ name, database: database.own }] : []));
const roleOf = ({ database }: Service): string => ('own' in database ? `${database.own}_app` : database.as);
const after = (name: string): Record<string, string> =>
  Object.fromEntries(
    Object.entries(container(name).depends_on ?? {}).map(([other, { condition }]) => [other, condition]),
  );

describe('The containers of docker-compose.yml', () => {
  it.each(services)('serve $name on the port it has everywhere, on this machine only', ({ name, portOffset }) => {
    const port = 4000 + portOffset;
    expect(container(name).environment['PORT']).toBe(port);
    expect(container(name).ports).toEqual([`127.0.0.1:${port}:${port}`]);
  });

  it.each(services)('tell $name all that its configuration asks for, as in production', ({ name }) => {
    const environment = environmentOf(container(name));
    const config = loadConfig(usesEvents(name) ? EventServiceConfig : ServiceConfig, environment);
    expect(config).toMatchObject({ HOST: '0.0.0.0', NODE_ENV: 'production', OIDC_ISSUER: 'http://identity:4000' });
    expect('KAFKA_BROKERS' in environment).toBe(usesEvents(name));
  });

  it.each(services)('give $name the secret of its own role and no other', (service) => {
    expect(container(service.name).secrets).toEqual([roleOf(service)]);
    expect(container(service.name).environment['DATABASE_URL_FILE']).toBe(`/run/secrets/${roleOf(service)}`);
  });

  it.each(owning)('migrate the database of $name once, as its owner, before it serves', ({ name, database }) => {
    const migration = container(`migrate-${name}`);
    expect(migration).toMatchObject({ restart: 'no', command: ['node', 'migrate.js'], secrets: [`${database}_owner`] });
    expect(new URL(loadConfig(MigrationConfig, environmentOf(migration)).DATABASE_OWNER_URL).username).toBe(
      `${database}_owner`,
    );
    expect(after(`migrate-${name}`)).toEqual({ roles: 'service_completed_successfully' });
    expect(after(name)).toMatchObject({ [`migrate-${name}`]: 'service_completed_successfully' });
  });

  it('let the rebuilder, and no other that stays, know the owner of the store', () => {
    const config = loadConfig(WorkerConfig, environmentOf(container('consolidation-rebuild')));
    expect(new URL(config.DATABASE_OWNER_URL).username).toBe('consolidation_owner');
    expect(new URL(config.DATABASE_URL).username).toBe('consolidation_app');
    const told = Object.entries(containers).filter(
      ([, { restart, secrets: known }]) => restart !== 'no' && known?.some((name) => name.endsWith('_owner')),
    );
    expect(told.map(([name]) => name)).toEqual(['consolidation-rebuild']);
  });

  it('start a reader after the migrations of the database it reads', () => {
    expect(after('planner-api')).toMatchObject({ 'migrate-consolidation': 'service_completed_successfully' });
  });

  it.each(services.filter(({ name }) => usesEvents(name)))('have the topics ready before $name starts', ({ name }) => {
    expect(container('topics').command).toEqual(expect.arrayContaining(['main.js', 'topics']));
    expect(after('topics')).toEqual({ kafka: 'service_healthy' });
    expect(after(name)).toMatchObject({ topics: 'service_completed_successfully' });
  });

  it.each(Object.entries(containers))('make %s from an app of ours or from an image of one version', (_name, found) => {
    const { build, image } = found;
    if (!build) return expect(image).toMatch(/:\d+(\.\d+)*$/);
    expect(build.dockerfile).toBe('deploy/Dockerfile');
    expect(existsSync(inRepository(`apps/${build.args.SERVICE}/src/main.ts`))).toBe(true);
    expect(image).toBe(`satudata/${build.args.SERVICE}:\${SATUDATA_VERSION:-0.1.0}`);
  });

  it.each(Object.entries(containers))('know when %s is healthy, or that it is a job that ends', (_name, found) => {
    const isJob = found.restart === 'no';
    expect(found.healthcheck?.disable ?? false).toBe(isJob);
    if (!isJob && !found.build) expect(found.healthcheck?.test?.length).toBeGreaterThan(1);
  });

  it.each(Object.values(containers).filter(({ build }) => build))('keep a read-only file system', (found) => {
    expect(found.read_only).toBe(true);
  });
});

describe('The secrets of docker-compose.yml', () => {
  it('are those that create.sh makes, from a folder that has to be named', () => {
    expect(Object.keys(secrets).sort()).toEqual([...made.keys()].sort());
    const folders = Object.entries(secrets).map(([name, { file }]) => file.replace(`/${name}`, ''));
    expect(folders[0]).toMatch(/^\$\{SATUDATA_SECRETS:\?.+\}$/);
    expect(new Set(folders.slice(1))).toEqual(new Set(['${SATUDATA_SECRETS}']));
  });

  it('never stand in the file itself', () => {
    expect(text).not.toMatch(/postgres(ql)?:\/\//);
    const named = Object.values(containers).flatMap(({ environment }) => Object.keys(environment ?? {}));
    expect(named.filter((name) => /PASSWORD|SECRET|TOKEN|DATABASE_/.test(name) && !name.endsWith('_FILE'))).toEqual([]);
  });

  it('hold for each role a URL of its own, with a password nobody can guess', () => {
    const urls = [...made].filter(([name]) => name !== 'postgres_password').map(([name, url]) => ({ name, url }));
    for (const { name, url } of urls) expect(new URL(url)).toMatchObject({ username: name, host: 'postgres:5432' });
    const passwords = [...urls.map(({ url }) => new URL(url).password), made.get('postgres_password')];
    expect(new Set(passwords).size).toBe(made.size);
    for (const password of passwords) expect(password).toMatch(/^[0-9a-f]{48}$/);
  });
});

describe('The job that creates roles', () => {
  it('creates every database of the platform with the roles of its readers', () => {
    const readers = (of: string): string[] =>
      services.flatMap(({ database }) => ('reads' in database && database.reads === of ? [database.as] : []));
    const wanted = owning.map(({ database }) => ['create_database', database, ...readers(database)].join(' '));
    expect(textOf('deploy/postgres/create-roles.sh').match(/^create_database .*$/gm)).toEqual(wanted);
  });

  it('makes nobody who sees every row', () => {
    expect(textOf('deploy/postgres/create-roles.sh')).not.toMatch(/auditor|(?<!no)bypassrls|pg_read_all_data/i);
  });
});

describe('The Dockerfile', () => {
  const dockerfile = textOf('deploy/Dockerfile');

  it('lets in only what exists', () => {
    const wanted = [...textOf('.dockerignore').matchAll(/^!(.+)$/gm)].map(([, path]) => path ?? '');
    expect(wanted.filter((path) => !existsSync(inRepository(path)))).toEqual([]);
    const copied = [...dockerfile.matchAll(/^COPY --from=(?:source|manifests) (.+) \S+$/gm)]
      .flatMap(([, paths]) => (paths ?? '').split(' '))
      .map((path) => path.replace(/^\/app\/?/, ''))
      .filter(Boolean);
    expect(copied.filter((path) => !wanted.includes(path))).toEqual([]);
    expect(copied).toEqual(expect.arrayContaining(['package-lock.json', 'apps', 'libs']));
  });

  it('runs as a numbered user that is not root, and asks the service itself whether it is ready', () => {
    expect(dockerfile).toMatch(/^USER [1-9]\d*:[1-9]\d*$/m);
    expect(dockerfile).toMatch(/^HEALTHCHECK [^]*\/health\/ready/m);
  });
});
