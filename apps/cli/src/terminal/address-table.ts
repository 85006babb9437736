import type { PlatformDescription } from '@satudata/local-platform';
import { renderTable } from './table.js';

export function addressTable({ services, kafka, postgres, clients }: PlatformDescription): string {
  const rows = [
    ...Object.entries(services).map(([name, { url, pid }]) => [name, url, pid]),
    ['kafka', kafka.brokers.join(','), kafka.pid],
    ['postgres', `${postgres.host}:${postgres.port}`, postgres.pid],
    ['kunci klien / client keys', clients, null],
  ];
  return renderTable(['Bagian / part', 'Alamat / address', 'PID'], rows);
}
