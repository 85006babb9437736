import { kafkajsClient } from '@satudata/event-log';

/**
 * The port opens before the group coordinator is there, so an open port means nothing: a broker is ready when it
 * tells of itself and of a group.
 */
export async function brokerAnswers(brokers: readonly string[]): Promise<boolean> {
  const admin = kafkajsClient({ brokers, clientId: 'local-platform' }).admin({ retry: { retries: 1 } });
  try {
    await admin.connect();
    await admin.describeCluster();
    await admin.describeGroups(['satudata-readiness']);
    return true;
  } catch {
    return false;
  } finally {
    await admin.disconnect().catch(() => undefined);
  }
}
