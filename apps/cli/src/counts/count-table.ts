import { renderTable } from '../terminal/table.js';
import type { CountRow } from './count-apart.js';

const HEADINGS = [
  'Layanan / service',
  'Entitas / entity',
  'Sumber / source',
  'Topik / topic',
  'Gudang / store',
  'Perencana / planner',
  'Tertinggal / lag',
  'Detik / s',
];

export function countTable(rows: readonly CountRow[]): string {
  const cells = rows.map((row) => [
    row.service,
    row.entity,
    row.source,
    row.topic,
    row.store,
    row.planner,
    row.lagEvents,
    row.lagSeconds,
  ]);
  return renderTable(HEADINGS, cells);
}
