import { openNotebook, waitFor, type OpenNotebook } from '@satudata/testing';
import { Client } from 'pg';

const ANI = '1801010101900001';
const BUDI = '1802010101900002';

let notebook: OpenNotebook;
beforeAll(async () => {
  notebook = await openNotebook();
  await notebook.database.query(`insert into notebook.note values ($1, 'ANI', '18.01'), ($2, 'BUDI', '18.02')`, [
    ANI,
    BUDI,
  ]);
});
afterAll(() => notebook?.close());

interface Entry extends Record<string, unknown> {
  readonly outcome: string;
}

const entries = async (): Promise<Entry[]> =>
  (await notebook.database.query<{ content: string }>('select content from trail.entry order by id')).map(
    ({ content }) => JSON.parse(content) as Entry,
  );
const newest = async () => (await entries()).at(-1);

async function ask(path: string, token?: string, purpose: string | undefined = 'public-service') {
  const headers = { ...(token && { authorization: `Bearer ${token}` }), ...(purpose && { purpose }) };
  return fetch(`${notebook.service.url}/v1/${path}`, { headers });
}

async function as<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

describe('a read of personal data', () => {
  it('leaves who read what, when, by which way, what for and under which law', async () => {
    const before = Date.now();
    const traceparent = `00-${'ab'.repeat(16)}-${'cd'.repeat(8)}-01`;
    const authorization = `Bearer ${await notebook.token('18.01')}`;
    const headers = { authorization, purpose: 'public-service', traceparent };
    expect((await fetch(`${notebook.service.url}/v1/notes/${ANI}`, { headers })).status).toBe(200);
    const entry = await newest();
    expect(entry).toEqual({
      outcome: 'read',
      at: expect.any(String),
      service: 'notebook',
      route: 'GET /v1/notes/:nik',
      request: 'ab'.repeat(16),
      client: 'clerk',
      user: null,
      office: 'clerk',
      operation: 'note:read',
      purpose: 'public-service',
      legalBasis: 'UU 24/2013 art. 58(4)(a)',
      categories: ['identity'],
      person: null,
      region: null,
      reason: null,
    });
    expect(Date.parse(String(entry?.['at']))).toBeGreaterThan(before - 5_000);
    expect(JSON.stringify(entry)).not.toContain(ANI);
  });

  it('of somebody whom the reader may not see leaves a miss, the same as of somebody who is not there', async () => {
    const token = await notebook.token('18.01');
    for (const nik of [BUDI, '1801010101900009']) expect((await ask(`notes/${nik}`, token)).status).toBe(404);
    const [foreign, nobody] = (await entries()).slice(-2);
    expect(foreign).toMatchObject({ outcome: 'miss', client: 'clerk', purpose: 'public-service', person: null });
    expect({ ...foreign, at: '', request: '' }).toEqual({ ...nobody, at: '', request: '' });
  });

  it('is not answered by a handler that leaves no entry', async () => {
    const answer = await ask('untraced', await notebook.token('18'));
    expect([answer.status, await answer.text()]).toEqual([500, expect.not.stringContaining('ANI')]);
  });

  it('is not answered when its entry cannot be written', async () => {
    const token = await notebook.token('18.01');
    await notebook.database.query('revoke insert (content) on trail.entry from notebook_app');
    const answer = await ask(`notes/${ANI}`, token);
    await notebook.database.query('grant insert (content) on trail.entry to notebook_app');
    expect([answer.status, await answer.text()]).toEqual([500, expect.not.stringContaining('ANI')]);
  });
});

describe('a refusal', () => {
  const refused = (reason: string) =>
    waitFor(`the entry of ${reason}`, async () => (await entries()).find((entry) => entry['reason'] === reason), {
      within: 5_000,
    });

  it('of a token that is not accepted names nobody', async () => {
    const token = await notebook.issuer.token({ client: 'thief', service: 'notebook', grants: [], expiresIn: -10 });
    expect((await ask(`notes/${ANI}`, token)).status).toBe(401);
    expect(await refused('exp')).toMatchObject({ outcome: 'refusal', client: null, route: 'GET /v1/notes/:nik' });
  });

  it('of a client without a grant names it', async () => {
    const token = await notebook.issuer.token({ client: 'visitor', service: 'notebook', grants: [] });
    expect((await ask(`notes/${ANI}`, token)).status).toBe(403);
    expect(await refused('no-grant')).toMatchObject({ client: 'visitor', operation: 'note:read', person: null });
  });

  it('of a purpose that the grant does not name says so', async () => {
    expect((await ask(`notes/${ANI}`, await notebook.token('18'), 'planning')).status).toBe(403);
    expect(await refused('purpose')).toMatchObject({ client: 'clerk', operation: 'note:read' });
  });

  it('of who brings no token leaves nothing but the line in the log', async () => {
    const before = (await entries()).length;
    expect((await ask(`notes/${ANI}`)).status).toBe(401);
    // Whatever was written for it would stand before this one.
    expect((await ask(`notes/${ANI}`, await notebook.token('18'))).status).toBe(200);
    expect((await entries()).length).toBe(before + 1);
  });
});

describe('what is written', () => {
  const TABLES = ['trail.entry', 'trail.chain', 'trail.checkpoint'];
  const denied = { code: '42501' };

  it('cannot be read, changed or removed by the service', async () => {
    await as(notebook.database.appUrl, async (app) => {
      await app.query(`set satudata.scope = '18'`);
      await expect(app.query('select content from trail.entry')).rejects.toMatchObject(denied);
      for (const table of TABLES) {
        await expect(app.query(`delete from ${table}`)).rejects.toMatchObject(denied);
        await expect(app.query(`truncate ${table}`)).rejects.toMatchObject(denied);
      }
      await expect(app.query(`update trail.entry set content = '{}'`)).rejects.toMatchObject(denied);
      await expect(app.query('delete from trail.waiting')).rejects.toMatchObject(denied);
      await expect(app.query('insert into trail.chain values (0, 0, 0)')).rejects.toMatchObject(denied);
    });
  });

  it('cannot be changed or removed by the owner either', async () => {
    await as(notebook.database.ownerUrl, async (owner) => {
      for (const table of TABLES) {
        await expect(owner.query(`delete from ${table}`)).rejects.toThrow('the trail is append only');
        await expect(owner.query(`truncate ${table} cascade`)).rejects.toThrow('the trail is append only');
      }
      await expect(owner.query(`update trail.entry set content = '{}'`)).rejects.toThrow('the trail is append only');
    });
  });

  it('lies in the scope of who writes it', async () => {
    const content = JSON.stringify({ person: null, region: '18.02' });
    await as(notebook.database.appUrl, async (app) => {
      const write = () => app.query('insert into trail.entry (content) values ($1)', [content]);
      await expect(write()).rejects.toMatchObject(denied);
      await app.query(`set satudata.scope = '18.01'`);
      await expect(write()).rejects.toMatchObject(denied);
    });
  });

  it('of a person is told to nobody but who has just asked in its own region', async () => {
    const person = '0b8f5b7c-7d0c-4f53-9a39-0d5b1e8c4a11';
    const content = JSON.stringify({ person, region: '18.02' });
    await as(notebook.database.appUrl, async (app) => {
      const told = async (scope: string) => {
        await app.query(`select set_config('satudata.scope', $1, false)`, [scope]);
        return (await app.query('select content from trail.of_person($1, null, 10)', [person])).rowCount;
      };
      await app.query(`set satudata.scope = '18.02'`);
      await app.query('insert into trail.entry (content) values ($1)', [content]);
      expect([await told('18.02'), await told('18'), await told('18.01'), await told('')]).toEqual([1, 1, 0, 0]);
    });
  });

  it('is given as a whole to nobody but who sees the whole province', async () => {
    await as(notebook.database.appUrl, async (app) => {
      await app.query('select trail.number_entries(1000)');
      const told = async (scope: string) => {
        await app.query(`select set_config('satudata.scope', $1, false)`, [scope]);
        return (await app.query('select content from trail.page(0, 1000, 1000)')).rowCount;
      };
      expect(await told('18')).toBeGreaterThan(0);
      expect([await told('18.01'), await told('')]).toEqual([0, 0]);
    });
  });
});

describe('the sequencer', () => {
  const failingRounds = async () => {
    const text = await (await fetch(`${notebook.service.url}/metrics`)).text();
    return Number(/^satudata_trail_failing_rounds(?:\{.*\})? (\d+)/m.exec(text)?.[1]);
  };
  const allow = (verb: string) => notebook.database.query(`${verb} notebook_app`);

  it('numbers what is written by itself, and tells those on duty while it cannot', async () => {
    const unnumbered = async () => (await notebook.database.query('select from trail.waiting')).length;
    await allow('revoke execute on function trail.number_entries from');
    expect((await ask(`notes/${ANI}`, await notebook.token('18'))).status).toBe(200);
    await waitFor('the metric to rise', async () => (await failingRounds()) > 0, { within: 10_000 });
    expect(await unnumbered()).toBeGreaterThan(0);
    await allow('grant execute on function trail.number_entries to');
    await waitFor('the metric to fall', async () => (await failingRounds()) === 0, { within: 10_000 });
    await waitFor('all to be numbered', async () => (await unnumbered()) === 0, { within: 10_000 });
  });
});

describe('the export', () => {
  const tokenOf = (regions: string[], purposes = ['oversight']) =>
    notebook.issuer.token({
      client: 'auditor',
      service: 'notebook',
      grants: [{ operations: ['trail:read'], regions, purposes }],
    });

  it('is for whoever oversees the whole province, and for nobody else', async () => {
    expect((await ask('trail/export', await notebook.token('18'))).status).toBe(403);
    expect((await ask('trail/export', await tokenOf(['18.01']), 'oversight')).status).toBe(403);
    expect((await ask('trail/export', await tokenOf(['18']), 'planning')).status).toBe(403);
    expect((await ask('trail/export', await tokenOf(['18']), 'oversight')).status).toBe(200);
  });

  it('holds every entry, the export itself as the last, and ends with the checkpoint it begins with', async () => {
    const text = await (await ask('trail/export', await tokenOf(['18']), 'oversight')).text();
    const lines = text
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { head?: string; checkpoint?: string; entry?: Entry; number?: number });
    const numbered = lines.filter(({ entry }) => entry);
    expect(numbered.map(({ number }) => number)).toEqual(numbered.map((_line, index) => index + 1));
    expect(numbered.map(({ entry }) => entry)).toEqual(await entries());
    expect(numbered.at(-1)?.entry).toMatchObject({ client: 'auditor', route: 'GET /v1/trail/export', outcome: 'read' });
    expect(lines.at(-1)).toEqual({ checkpoint: lines[0]?.head });
  });
});
