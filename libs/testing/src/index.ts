export { startTestIssuer, type TestIssuer, type TestToken } from './access/test-issuer.js';
export { createTestDatabase, type TestDatabase } from './database/test-database.js';
export { waitFor } from './wait-for.js';
