import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { jarFolder, kafkaJars } from './jar-cache.js';
import { kafkaPom } from './maven-project.js';

describe('The cache of Kafka jars', () => {
  const cache = mkdtempSync(join(tmpdir(), 'satudata-cache-'));
  afterAll(() => rmSync(cache, { recursive: true }));

  it('has one folder per version of Kafka', () => {
    expect(jarFolder({ XDG_CACHE_HOME: cache })).toBe(join(cache, 'satudata', 'kafka-4.3.1'));
    expect(jarFolder({})).toMatch(/\.cache\/satudata\/kafka-4\.3\.1$/);
  });

  it('is used as it is once complete: neither Maven nor a network is asked', async () => {
    const folder = jarFolder({ XDG_CACHE_HOME: cache });
    mkdirSync(folder, { recursive: true });
    const said: string[] = [];
    await expect(kafkaJars({ XDG_CACHE_HOME: cache }, (line) => said.push(line))).resolves.toBe(folder);
    expect(said).toEqual([]);
  });

  it('is filled from a project that names broker, tools and one log binding', () => {
    const artifacts = [...kafkaPom().matchAll(/<dependency>.*?<artifactId>(.*?)<.*?<version>(.*?)</g)];
    expect(artifacts.map(([, name, version]) => `${name} ${version}`)).toEqual([
      'kafka_2.13 4.3.1',
      'kafka-tools 4.3.1',
      'slf4j-simple 1.7.36',
    ]);
  });
});
