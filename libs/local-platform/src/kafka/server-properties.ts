export interface BrokerPlace {
  brokerPort: number;
  controllerPort: number;
  dataFolder: string;
  /** Where clients are told to find the broker; its own port unless something stands before it. */
  advertisedPort?: number;
}

/** `server.properties` of a single node that is broker and controller at once. */
export function serverProperties({ brokerPort, controllerPort, dataFolder, advertisedPort }: BrokerPlace): string {
  const settings = {
    'process.roles': 'broker,controller',
    'node.id': 1,
    'controller.quorum.voters': `1@127.0.0.1:${controllerPort}`,
    listeners: `PLAINTEXT://127.0.0.1:${brokerPort},CONTROLLER://127.0.0.1:${controllerPort}`,
    'advertised.listeners': `PLAINTEXT://127.0.0.1:${advertisedPort ?? brokerPort}`,
    'listener.security.protocol.map': 'PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT',
    'controller.listener.names': 'CONTROLLER',
    'inter.broker.listener.name': 'PLAINTEXT',
    'log.dirs': dataFolder,
    'auto.create.topics.enable': false,
    'num.partitions': 3,
    // One node cannot replicate, and Kafka's own topics ask for three replicas unless told otherwise.
    'offsets.topic.replication.factor': 1,
    'transaction.state.log.replication.factor': 1,
    'transaction.state.log.min.isr': 1,
    'share.coordinator.state.topic.replication.factor': 1,
    'share.coordinator.state.topic.min.isr': 1,
    // Fifty partitions each by default: fifty folders and a slow first join for nothing.
    'offsets.topic.num.partitions': 3,
    'transaction.state.log.num.partitions': 3,
    'share.coordinator.state.topic.num.partitions': 3,
    'group.initial.rebalance.delay.ms': 0,
    // 6 s by default: whoever tests what happens to a silent reader would wait for it each time.
    'group.min.session.timeout.ms': 1_000,
    // After a kill the controller lets a broker come back only when its old session is over: 9 s by default.
    'broker.session.timeout.ms': 4_000,
    'broker.heartbeat.interval.ms': 1_000,
    // 128 MB by default, a third of the small heap.
    'log.cleaner.dedupe.buffer.size': 8 * 1024 * 1024,
  };
  return Object.entries(settings)
    .map(([name, value]) => `${name}=${value}\n`)
    .join('');
}
