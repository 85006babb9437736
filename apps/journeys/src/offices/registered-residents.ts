import type { PersonSubmission } from '@satudata/contracts';
import { askDatabase } from '../platform/ask-database.js';

/** Residents of a regency as its office would send them again: without what the registry itself added. */
export async function registeredResidents(regency: string, count: number): Promise<PersonSubmission[]> {
  const rows = await askDatabase<{ record: string }>(
    'population-registry',
    `select record from registry.person where region = $1 and status = 'resident' order by nik limit $2`,
    [regency, count],
  );
  return rows.map(({ record }) => {
    const { id, formerNiks, ...submission } = JSON.parse(record) as PersonSubmission & Record<string, unknown>;
    if (!id || !formerNiks) throw new Error('the registry holds a person without what it adds to every person');
    return submission;
  });
}
