import { serverProperties } from './server-properties.js';

const written = serverProperties({ brokerPort: 21_000, controllerPort: 21_001, dataFolder: '/home/kafka/data' });
const settings = new Map(
  written
    .trimEnd()
    .split('\n')
    .map((line) => line.split(/=(.*)/s).slice(0, 2) as [string, string]),
);

describe('The settings of the local broker', () => {
  it('tell clients the address they found it at, on this machine only', () => {
    expect(settings.get('advertised.listeners')).toBe('PLAINTEXT://127.0.0.1:21000');
    expect(settings.get('listeners')).toBe('PLAINTEXT://127.0.0.1:21000,CONTROLLER://127.0.0.1:21001');
  });

  it('make one node its own controller', () => {
    expect(settings.get('process.roles')).toBe('broker,controller');
    expect(settings.get('controller.quorum.voters')).toBe(`${settings.get('node.id')}@127.0.0.1:21001`);
  });

  it('ask for one replica of every topic Kafka keeps for itself', () => {
    const factors = [...settings].filter(([name]) => /replication\.factor|min\.isr/.test(name));
    expect(factors).toHaveLength(5);
    expect(factors.every(([, value]) => value === '1')).toBe(true);
  });

  it('allow readers that are missed after one second, the least our configuration takes', () => {
    expect(settings.get('group.min.session.timeout.ms')).toBe('1000');
  });

  it('never make a topic because somebody mistyped its name', () => {
    expect(settings.get('auto.create.topics.enable')).toBe('false');
  });
});
