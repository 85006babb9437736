import { readdirSync } from 'node:fs';
import { SERVICES, type Service } from '@satudata/local-platform';
import { EventServiceConfig, MigrationConfig, ServiceConfig, WorkerConfig, loadConfig } from '@satudata/service-kit';
import { parse, parseAllDocuments } from 'yaml';
import { createdSecrets, inRepository, textOf, usesEvents } from './deploy-files.js';

interface Variable {
  name: string;
  value?: string;
  valueFrom?: { secretKeyRef?: { name: string; key: string }; configMapKeyRef?: { name: string; key: string } };
}

interface PodTemplate {
  metadata: { labels: Record<string, string> };
  spec: {
    automountServiceAccountToken: boolean;
    securityContext: Record<string, unknown>;
    containers: {
      image: string;
      command?: string[];
      env: Variable[];
      ports?: { containerPort: number }[];
      securityContext: object;
      startupProbe?: { httpGet: { path: string } };
      livenessProbe?: { httpGet: { path: string } };
      readinessProbe?: { httpGet: { path: string } };
      resources: { limits: { memory: string } };
    }[];
  };
}

interface Manifest {
  kind: string;
  metadata: { name: string; labels?: Record<string, string> };
  spec: { template: PodTemplate; selector?: { matchLabels?: Record<string, string> }; podSelector?: object };
  data: Record<string, string>;
}

const BASE = 'deploy/kubernetes/base';
const files = readdirSync(inRepository(BASE)).filter((file) => file !== 'kustomization.yaml');
const manifests = files.flatMap((file) =>
  parseAllDocuments(textOf(`${BASE}/${file}`)).map((document) => document.toJS() as Manifest),
);
const find = (kind: string, name: string): Manifest => {
  const found = manifests.find((manifest) => manifest.kind === kind && manifest.metadata.name === name);
  if (!found) throw new Error(`${BASE} has no ${kind} ${name}`);
  return found;
};

const secrets = createdSecrets();
const services: readonly Service[] = SERVICES;
const owning = services.flatMap(({ name, database }) => ('own' in database ? [{ name, database: database.own }] : []));
const workloads = manifests.filter(({ kind }) => kind === 'Deployment' || kind === 'Job');
const containerOf = ({ spec }: Manifest): PodTemplate['spec']['containers'][number] => {
  const [first] = spec.template.spec.containers;
  if (!first) throw new Error('a pod without a container');
  return first;
};

/** As the cluster hands it over, with secrets as create.sh makes them. */
function environmentOf(manifest: Manifest): Record<string, string> {
  return Object.fromEntries(containerOf(manifest).env.map((variable) => [variable.name, valueOf(variable)]));
}

function valueOf({ value, valueFrom }: Variable): string {
  const { secretKeyRef, configMapKeyRef } = valueFrom ?? {};
  if (secretKeyRef) return secrets.get(secretKeyRef.key) ?? '';
  if (configMapKeyRef) return find('ConfigMap', configMapKeyRef.name).data[configMapKeyRef.key] ?? '';
  return value ?? '';
}

describe('The manifests for Kubernetes', () => {
  it.each(services)('run $name with all its configuration asks for, on its port', ({ name, portOffset }) => {
    const deployment = find('Deployment', name);
    const config = loadConfig(usesEvents(name) ? EventServiceConfig : ServiceConfig, environmentOf(deployment));
    expect(config).toMatchObject({ HOST: '0.0.0.0', NODE_ENV: 'production', PORT: 4000 + portOffset });
    expect(containerOf(deployment).ports).toEqual([{ name: 'http', containerPort: 4000 + portOffset }]);
  });

  it.each(services)('let $name work as its own role', ({ name, database }) => {
    const role = 'own' in database ? `${database.own}_app` : database.as;
    const refs = containerOf(find('Deployment', name)).env.flatMap(({ valueFrom }) => valueFrom?.secretKeyRef ?? []);
    expect(refs).toEqual([{ name: 'database-urls', key: role }]);
  });

  it.each(owning)('migrate the database of $name as its owner', ({ name, database }) => {
    const job = find('Job', `migrate-${name}`);
    expect(containerOf(job)).toMatchObject({ image: `satudata/${name}:0.1.0`, command: ['node', 'migrate.js'] });
    const { DATABASE_OWNER_URL } = loadConfig(MigrationConfig, environmentOf(job));
    expect(new URL(DATABASE_OWNER_URL).username).toBe(`${database}_owner`);
  });

  it('let the rebuilder, and no other that stays, know the owner of the store', () => {
    const config = loadConfig(WorkerConfig, environmentOf(find('Deployment', 'consolidation-rebuild')));
    expect(new URL(config.DATABASE_OWNER_URL).username).toBe('consolidation_owner');
    expect(new URL(config.DATABASE_URL).username).toBe('consolidation_app');
    const deployments = manifests.filter(({ kind }) => kind === 'Deployment');
    const told = deployments.filter((deployment) => 'DATABASE_OWNER_URL' in environmentOf(deployment));
    expect(told.map(({ metadata }) => metadata.name)).toEqual(['consolidation-rebuild']);
  });

  it('create the topics on three replicas', () => {
    expect(containerOf(find('Job', 'topics')).command?.join(' ')).toContain(
      'topics --partitions 12 --replication-factor 3',
    );
  });

  it('prepare with jobs, and with what jobs need, before they serve', () => {
    const prepared = manifests.filter(({ metadata }) => metadata.labels?.['satudata/step'] === 'prepare');
    const kinds = new Set(prepared.map(({ kind }) => kind));
    expect(kinds).toEqual(new Set(['Namespace', 'ConfigMap', 'NetworkPolicy', 'Job']));
    expect(prepared.filter(({ kind }) => kind === 'Job')).toHaveLength(owning.length + 1);
  });

  it.each(services)('ask $name apart whether it lives and whether it is ready', ({ name }) => {
    const { startupProbe, livenessProbe, readinessProbe } = containerOf(find('Deployment', name));
    const paths = [startupProbe, livenessProbe, readinessProbe].map((probe) => probe?.httpGet.path);
    expect(paths).toEqual(['/health/live', '/health/live', '/health/ready']);
  });

  it.each(services)('keep $name going while nodes are emptied, and reachable by its name', ({ name }) => {
    const selected = { 'app.kubernetes.io/name': name };
    expect(find('PodDisruptionBudget', name).spec.selector?.matchLabels).toEqual(selected);
    expect(find('Service', name).spec.selector).toEqual(selected);
    expect(find('Deployment', name).spec.template.metadata.labels).toMatchObject(selected);
  });

  it.each(workloads)('run $kind $metadata.name without any privilege', (workload) => {
    const { automountServiceAccountToken, securityContext } = workload.spec.template.spec;
    expect(automountServiceAccountToken).toBe(false);
    expect(securityContext).toMatchObject({ runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } });
    expect(containerOf(workload).securityContext).toEqual({
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ['ALL'] },
    });
    expect(containerOf(workload).resources.limits.memory).toMatch(/^\d+Mi$/);
  });

  it.each(workloads)('open to $kind $metadata.name the way to what it is told of, and no other', (workload) => {
    const told = Object.keys(environmentOf(workload));
    const reaches = [
      told.some((name) => name.startsWith('DATABASE_')) && 'database',
      told.includes('KAFKA_BROKERS') && 'kafka',
    ];
    const label = workload.spec.template.metadata.labels['satudata/reaches'];
    expect(label).toBe(reaches.filter(Boolean).join('-and-'));
  });

  it('are closed unless a policy opens', () => {
    expect(find('NetworkPolicy', 'default-deny').spec).toEqual({ podSelector: {}, policyTypes: ['Ingress', 'Egress'] });
  });

  it('name every file in the kustomization', () => {
    const { resources } = parse(textOf(`${BASE}/kustomization.yaml`)) as { resources: string[] };
    expect([...resources].sort()).toEqual([...files].sort());
  });

  it('hold no secret', () => {
    expect(manifests.filter(({ kind }) => kind === 'Secret')).toEqual([]);
    expect(files.map((file) => textOf(`${BASE}/${file}`)).join('\n')).not.toMatch(/postgres(ql)?:\/\//);
  });
});
