export { startTestIssuer, type TestIssuer, type TestToken } from './access/test-issuer.js';
export * from './access/token-request.js';
export { createTestDatabase, type TestDatabase } from './database/test-database.js';
export { waitFor } from './wait-for.js';
export { freePort } from './service/free-port.js';
export { serve, type ServedService } from './service/serve.js';
export { notebook, notebookMigrations } from './notebook/notebook.js';
export { openNotebook, type OpenNotebook } from './notebook/open-notebook.js';
