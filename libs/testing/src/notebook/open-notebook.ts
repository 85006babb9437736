import { startTestIssuer, type TestIssuer } from '../access/test-issuer.js';
import { createTestDatabase, type TestDatabase } from '../database/test-database.js';
import { serve, type ServedService } from '../service/serve.js';
import { notebook, notebookSchemas } from './notebook.js';

const OPERATIONS = ['note:read', 'note:write'];
const PURPOSES = ['public-service'];

export interface OpenNotebook {
  readonly database: TestDatabase;
  readonly issuer: TestIssuer;
  readonly service: ServedService;
  /** Of somebody who may read and write in these regions, as a public service. */
  token(...regions: string[]): Promise<string>;
  close(): Promise<void>;
}

/** The notebook with a database and an issuer of its own. */
export async function openNotebook(): Promise<OpenNotebook> {
  const [database, issuer] = await Promise.all([createTestDatabase('notebook', notebookSchemas), startTestIssuer()]);
  const service = await serve(notebook, { DATABASE_URL: database.appUrl, OIDC_ISSUER: issuer.url });
  return {
    database,
    issuer,
    service,
    token: (...regions) =>
      issuer.token({
        client: 'clerk',
        service: 'notebook',
        grants: [{ operations: OPERATIONS, regions, purposes: PURPOSES }],
      }),
    async close() {
      await service.close();
      await Promise.all([issuer.close(), database.drop()]);
    },
  };
}
