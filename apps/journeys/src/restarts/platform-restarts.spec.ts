import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { waitFor } from '@satudata/testing';
import { askDatabase } from '../platform/ask-database.js';
import { runningPlatform } from '../platform/running-platform.js';
import { AnotherPlatform } from './another-platform.js';
import { isAlive, type LivingProcess } from './process-tree.js';

const SECOND_START_WITHIN_MS = 40_000;
const THREE_GB_IN_KB = 3 * 1024 * 1024;
const another = new AnotherPlatform();

afterAll(() => another.remove(), 60_000);

/** NIK -> opaque id of everybody whom the other platform's registry knows. */
async function registered(): Promise<Map<string, string>> {
  const rows = await askDatabase<{ nik: string; id: string }>(
    'population-registry',
    'select nik, id from registry.person order by nik',
    [],
    another.description,
  );
  return new Map(rows.map(({ nik, id }) => [nik, id]));
}

async function inStore(): Promise<number> {
  const sql = `select count(*)::int as persons from core.person where status = 'resident'`;
  const [row] = await askDatabase<{ persons: number }>('consolidation', sql, [], another.description);
  return row?.persons ?? 0;
}

function seeded(): number {
  const note = readFileSync(join(another.home.root, 'seeded.json'), 'utf8');
  const { villages } = JSON.parse(note) as { villages: { persons: number }[] };
  return villages.reduce((sum, { persons }) => sum + persons, 0);
}

describe('A platform beside another one', () => {
  let early: Map<string, string>;
  let processes: LivingProcess[];

  it('killed by kill -9 in the middle of its seed leaves no process, and nobody saying it is ready', async () => {
    another.start();
    early = await waitFor('the first persons', async () => another.isThere() && nonEmpty(await registered()), {
      within: 120_000,
    });
    expect(another.description.ready).toBe(false);
    await another.killSupervisor();
    expect(() => another.description).toThrow();
  }, 180_000);

  const nonEmpty = <K, V>(map: Map<K, V>): Map<K, V> | false => map.size > 0 && map;

  it('starts again in the same home without help, goes on with the seed, and keeps what it knew', async () => {
    await another.startUntilReady();
    const now = await registered();
    expect(now.size).toBe(seeded());
    expect(await inStore()).toBe(seeded());
    expect([...early].filter(([nik, id]) => now.get(nik) !== id)).toEqual([]);
  }, 260_000);

  it('takes no more than 3 GB of memory, all its processes together', () => {
    processes = another.processes();
    const commands = processes.map(({ command }) => command).join('\n');
    for (const part of ['kafka.Kafka', 'postgres', ...Object.keys(another.description.services)]) {
      expect(commands).toContain(part);
    }
    expect(processes.reduce((sum, { residentKb }) => sum + residentKb, 0)).toBeLessThanOrEqual(THREE_GB_IN_KB);
  });

  it('stops cleanly and leaves no process', async () => {
    expect(await another.stop()).toBe(0);
    expect(processes.filter(isAlive)).toEqual([]);
  }, 60_000);

  it('is ready within 40 s at its second start, with what it knew', async () => {
    const took = await another.startUntilReady();
    expect((await registered()).size).toBe(seeded());
    expect(took).toBeLessThanOrEqual(SECOND_START_WITHIN_MS);
  }, 120_000);

  it('leaves the other one alone', async () => {
    const mine = runningPlatform();
    expect(mine.ready).toBe(true);
    const places = [mine, another.description].flatMap(({ services, kafka, postgres }) => [
      ...Object.values(services).map(({ url }) => url),
      ...kafka.brokers,
      `${postgres.host}:${postgres.port}`,
    ]);
    expect(new Set(places).size).toBe(places.length);
    for (const { url } of Object.values(mine.services)) expect((await fetch(`${url}/health/ready`)).status).toBe(200);
  });
});
