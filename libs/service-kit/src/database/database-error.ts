interface CodedError extends Error {
  readonly code?: string;
  readonly driverError?: CodedError;
}

function codeOf(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  const coded = error as CodedError;
  return coded.code ?? (coded.driverError ? codeOf(coded.driverError) : undefined);
}

/** SQLSTATE classes 08 (connection), 57P (operator intervention), 53 (resources), and the socket's own words. */
const UNAVAILABLE = /^(08...|57P0[1-5]|53...|25P03|ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|ENOTFOUND|EHOSTUNREACH)$/;
const CONNECTION_LOST =
  /^(Connection terminated|Client has encountered a connection error|timeout exceeded when trying to connect|Driver not Connected)/;

/** TypeORM takes a broken connection from its transaction at once: the next statement of the work meets nobody. */
const CONNECTION_TAKEN = /^QueryRunner(Provider)?AlreadyReleasedError$/;

/** The database cannot be reached or goes away: waiting helps. */
export function isUnavailable(error: unknown): boolean {
  const code = codeOf(error);
  if (code !== undefined && UNAVAILABLE.test(code)) return true;
  return error instanceof Error && (CONNECTION_LOST.test(error.message) || CONNECTION_TAKEN.test(error.name));
}

/** Two transactions met (unique key, deadlock, serialization): doing the same once more decides it. */
export function isCollision(error: unknown): boolean {
  const code = codeOf(error);
  return code === '23505' || code === '40001' || code === '40P01';
}
