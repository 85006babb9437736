import * as failures from './failures.js';
import { PlatformFailure } from './failure.js';

const examples: Record<keyof typeof failures, PlatformFailure> = {
  wrongNode: failures.wrongNode('18.1.0', '20.19.0'),
  missingJava: failures.missingJava(),
  wrongJava: failures.wrongJava('11.0.2'),
  missingMaven: failures.missingMaven(),
  jarsNotDownloaded: failures.jarsNotDownloaded('no route to host'),
  portBusy: failures.portBusy(4001, 'population-registry'),
  homeNotWritable: failures.homeNotWritable('/somewhere'),
  homeInUse: failures.homeInUse('/somewhere', 4242),
  pathClosedToPostgres: failures.pathClosedToPostgres('/closed', 'postgres'),
  noPostgresBinaries: failures.noPostgresBinaries('linux-riscv64'),
  didNotBecomeReady: failures.didNotBecomeReady('Kafka', '/somewhere/logs/kafka.log'),
  stepFailed: failures.stepFailed('initdb', '/somewhere/logs/initdb.log'),
  notBuilt: failures.notBuilt('main.js'),
  notStarted: failures.notStarted('/somewhere'),
  brokersAway: failures.brokersAway(),
  topicsRefused: failures.topicsRefused('replication factor'),
  topicsDiffer: failures.topicsDiffer(['person.v1: cleanup.policy is delete']),
};

describe('A failure to start', () => {
  it.each(Object.entries(examples))('%s is one plain sentence in each language', (_, { id, en }) => {
    for (const sentence of [id, en]) {
      expect(sentence).not.toContain('\n');
      expect(sentence).toMatch(/^\S.*: .+\.$/);
    }
    expect(id).not.toBe(en);
  });

  it.each(Object.entries(examples))('%s is told in Indonesian first', (_, failure) => {
    expect(failure.message).toBe(`${failure.id}\n${failure.en}`);
  });

  it('has a code of its own for each cause', () => {
    const codes = Object.values(examples).map(({ code }) => code);
    expect(new Set(codes).size).toBe(codes.length);
  });

  it('names what is in the way: port, service, process and folder', () => {
    expect(examples.portBusy.en).toContain('4001 for population-registry');
    expect(examples.homeInUse.en).toContain('/somewhere');
    expect(examples.homeInUse.en).toContain('4242');
  });
});
