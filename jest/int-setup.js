// Real PostgreSQL and Kafka for the integration tier, started once and shared; every spec makes its own databases and topics.
const { hasContainerEngine, startTestInfrastructure } = require('../libs/local-platform/dist/index.js');

module.exports = async () => {
  const infrastructure = await startTestInfrastructure();
  globalThis.__SATUDATA_INFRASTRUCTURE__ = infrastructure;
  process.env.TEST_CONTAINER_ENGINE = (await hasContainerEngine()) ? 'yes' : '';
  if (!process.env.TEST_CONTAINER_ENGINE) {
    process.stderr.write('Not run: the test platform in containers, because no container engine answers here.\n');
  }
  process.env.TEST_POSTGRES_URL = infrastructure.postgresUrl;
  process.env.TEST_KAFKA_BROKERS = infrastructure.brokers.join(',');
};
