import { randomUUID } from 'node:crypto';
import type { PersonSubmission } from '@satudata/contracts';
import { waitFor, type Office } from '@satudata/testing';
import { as } from '../offices/as.js';
import { askDatabase } from '../platform/ask-database.js';
import { satudata } from '../platform/satudata.js';
import { KINDS, make, serviceOf, TABLES, type Fault } from './faults.js';
import { asSuperuser } from './superuser.js';

/** In equal shares of five kinds and four tables; 1,000 in the long form. */
const FAULTS = Number(process.env['RECONCILE_FAULTS'] ?? 100);
/** Persons who go on changing while everything is compared. */
const BUSY = 40;
const OFFICE = '18.09';
const LONG = 600_000;

interface Damage {
  readonly id: string;
  readonly outcome: string;
  readonly differences: readonly { readonly place: string; readonly kind: string }[];
}

interface Reconciliation {
  readonly id: string;
  readonly damages: readonly Damage[];
  readonly unequalSums: number;
}

let office: Office;
let targets: string[];
let busy: PersonSubmission[];

beforeAll(async () => {
  office = await as(`disdukcapil-${OFFICE}`);
  const people = await untouchedResidents(FAULTS + BUSY);
  busy = people.slice(FAULTS).map(({ submission }) => submission);
  targets = people.slice(0, FAULTS).map(({ id }) => id);
  await giveASecondVersion(people.slice(0, FAULTS).map(({ submission }) => submission));
}, LONG);

interface Resident {
  readonly id: string;
  readonly submission: PersonSubmission;
}

/** Persons whom no other journey has changed. */
async function untouchedResidents(count: number): Promise<Resident[]> {
  const rows = await askDatabase<{ record: string }>(
    'population-registry',
    `select record from registry.person where region = $1 and status = 'resident' and version = 1 order by id limit $2`,
    [OFFICE, count],
  );
  expect(rows).toHaveLength(count);
  return rows.map(({ record }) => {
    const { id, formerNiks, ...submission } = JSON.parse(record) as PersonSubmission & Record<string, unknown>;
    expect(formerNiks).toEqual([]);
    return { id: String(id), submission };
  });
}

/** So that there is an older one to put back. */
async function giveASecondVersion(people: readonly PersonSubmission[]): Promise<void> {
  const lines = people.map((person) => JSON.stringify({ ...person, birthPlace: 'Tahap Dua' })).join('\n');
  const { body } = await office.send('/v1/persons/batches', `reconciliation-${randomUUID()}`, lines);
  expect(body).toMatchObject({ verdicts: { stored: people.length } });
}

async function reconcile(...words: string[]): Promise<Reconciliation & { readonly code: number | null }> {
  const { code, stdout, stderr } = await satudata('reconcile', '--json', ...words);
  if (!stdout) throw new Error(stderr);
  return { code, ...(JSON.parse(stdout) as Reconciliation) };
}

const storeHas = (ids: readonly string[]) =>
  waitFor(
    'the store to have heard of all of them, and summed them',
    async () => {
      const [row] = await askDatabase<{ count: number }>(
        'consolidation',
        `select count(*)::int from ops.reconciled_record where id = any($1) and entity = 'person' and version = 2`,
        [ids],
      );
      return row?.count === ids.length;
    },
    { within: 60_000 },
  );

/** Business that does not stop for a reconciliation. */
function keepChanging(): { stop(): Promise<number> } {
  let going = true;
  let changes = 0;
  const work = (async () => {
    for (let round = 0; going; round += 1) {
      for (const person of busy) {
        if (!going) break;
        const { status } = await office.put(`/v1/persons/${person.nik}`, { ...person, birthPlace: `Putaran ${round}` });
        if (status === 200) changes += 1;
      }
    }
  })();
  return { stop: async () => ((going = false), await work, changes) };
}

const faults = (): Fault[] =>
  targets.map((person, index) => ({
    person,
    kind: KINDS[index % KINDS.length] ?? 'flip',
    table: TABLES[Math.floor(index / KINDS.length) % TABLES.length] ?? 'raw.record',
  }));

describe('a reconciliation', () => {
  it(
    'finds exactly what was damaged past the services, says it again, and raises no alarm about what is under way',
    async () => {
      await storeHas(targets);
      const traffic = keepChanging();
      const undisturbed = [await reconcile(), await reconcile('--full')];
      expect(undisturbed.map(({ code, damages, unequalSums }) => ({ code, damages, unequalSums }))).toEqual([
        { code: 0, damages: [], unequalSums: 0 },
        { code: 0, damages: [], unequalSums: 0 },
      ]);

      const damaged: string[] = [];
      for (const fault of faults()) {
        damaged.push(...(await asSuperuser(serviceOf(fault.table), (client) => make(client, fault))));
      }
      const found = await reconcile('--full');
      expect(found.damages.map(({ id }) => id).sort()).toEqual([...damaged].sort());
      expect(found.code).toBe(1);

      const repaired = await reconcile('--full', '--repair', '--reason', 'uji coba');
      expect(repaired.damages.map(({ id }) => id).sort()).toEqual([...damaged].sort());
      expect(repaired.damages.filter(({ outcome }) => outcome !== 'repaired')).toEqual([]);
      const restated = await askDatabase<{ entity_id: string }>(
        'population-registry',
        `select distinct entity_id from outbox.change where value like '%.restated"%' and value like $1`,
        [`%${repaired.id}%`],
      );
      expect(restated.map(({ entity_id }) => entity_id).sort()).toEqual([...damaged].sort());

      const after = await reconcile('--full');
      expect(after).toMatchObject({ code: 0, damages: [], unequalSums: 0 });
      expect(await traffic.stop()).toBeGreaterThan(0);
    },
    LONG,
  );

  it('leaves a report that the office reads of its own regency, in both languages and without a NIK', async () => {
    const reader = await as(`disdukcapil-${OFFICE}`, 'consolidation');
    const { body } = await reader.get<{ reports: { region: string; words: { id: string; en: string } }[] }>(
      '/v1/reconciliation/reports',
    );
    expect([...new Set(body.reports.map(({ region }) => region))]).toEqual([OFFICE]);
    expect(body.reports.some(({ words }) => /selisih/.test(words.id) && /differences/.test(words.en))).toBe(true);
    expect(JSON.stringify(body)).not.toMatch(/\b\d{16}\b/);
  });
});
