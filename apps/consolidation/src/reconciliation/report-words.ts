import type { Words } from '@satudata/contracts';
import type { RegionReport } from './report.dto.js';

/** What a report says to an office, in one sentence. */
export function reportWords(source: string, { records, differences }: RegionReport): Words {
  const subject = { id: `${records} rekaman dari ${source}`, en: `${records} records of ${source}` };
  const found = differences.length;
  if (found === 0) {
    return {
      id: `${subject.id} sama di sumber dan di gudang data.`,
      en: `${subject.en} are the same in source and store.`,
    };
  }
  const repaired = differences.filter(({ outcome }) => outcome === 'repaired').length;
  return {
    id: `${subject.id}: ${found} selisih, ${repaired} sudah diperbaiki, ${found - repaired} menunggu.`,
    en: `${subject.en}: ${found} differences, ${repaired} repaired, ${found - repaired} waiting.`,
  };
}
