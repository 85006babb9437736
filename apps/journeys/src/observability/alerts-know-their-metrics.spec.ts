import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parse } from 'yaml';
import { runningPlatform } from '../platform/running-platform.js';

interface Rule {
  readonly alert: string;
  readonly expr: string;
  readonly annotations: { readonly summary: string; readonly action: string };
}

const inDeploy = (name: string) => readFileSync(resolve(__dirname, '../../../../deploy/observability', name), 'utf8');
const rules = (parse(inDeploy('alerts.yml')) as { groups: { rules: Rule[] }[] }).groups.flatMap((group) => group.rules);
const panels = (
  JSON.parse(inDeploy('grafana-pipeline.json')) as { panels: { title: string; targets: { expr: string }[] }[] }
).panels;

/** What Prometheus itself adds to every scrape. */
const OF_PROMETHEUS = new Set(['up']);
const NAME = /\b(satudata_[a-z_]+|process_[a-z_]+|up)\b/g;
const metricsIn = (expr: string) => [...expr.matchAll(NAME)].map(([name]) => name);

let told: string;

beforeAll(async () => {
  const services = Object.values(runningPlatform().services);
  const texts = await Promise.all(services.map(async ({ url }) => (await fetch(`${url}/metrics`)).text()));
  told = texts.join('\n');
});

const isTold = (name: string) => OF_PROMETHEUS.has(name) || new RegExp(`^${name}(\\{| )`, 'm').test(told);

describe('Those who watch by night', () => {
  it('are told by each alert what is wrong and what to do, in both languages', () => {
    expect(rules.length).toBeGreaterThan(0);
    for (const { alert, annotations } of rules) {
      expect({ alert, ...annotations }).toEqual({
        alert,
        summary: expect.stringMatching(/.+ \/ .+/),
        action: expect.stringMatching(/.+ \/ .+/),
      });
    }
  });

  it.each(rules)('can rely on $alert: every metric it asks for is told by a running service', ({ expr }) => {
    const names = metricsIn(expr);
    expect(names).not.toEqual([]);
    expect(names.filter((name) => !isTold(name))).toEqual([]);
  });

  it.each(panels)('see "$title": every metric it draws is told by a running service', ({ targets }) => {
    const names = targets.flatMap(({ expr }) => metricsIn(expr));
    expect(names).not.toEqual([]);
    expect(names.filter((name) => !isTold(name))).toEqual([]);
  });

  it('would learn of a metric that nobody tells', () => {
    expect(isTold('satudata_pipeline_never_told')).toBe(false);
  });
});
