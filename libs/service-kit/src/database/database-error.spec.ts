import { QueryRunnerAlreadyReleasedError, QueryRunnerProviderAlreadyReleasedError } from 'typeorm';
import { isCollision, isUnavailable } from './database-error.js';

const coded = (code: string) => Object.assign(new Error('broken'), { code });
/** As TypeORM wraps what the driver threw. */
const wrapped = (code: string) => Object.assign(new Error('query failed'), { driverError: coded(code) });

describe('an error of the database', () => {
  it.each(['08006', '08001', '57P01', '57P03', '53300', '25P03', 'ECONNREFUSED', 'ECONNRESET', 'ETIMEDOUT'])(
    '%s means that waiting helps',
    (code) => {
      expect(isUnavailable(coded(code))).toBe(true);
      expect(isUnavailable(wrapped(code))).toBe(true);
    },
  );

  it.each([
    'Connection terminated unexpectedly',
    'Connection terminated due to connection timeout',
    'Client has encountered a connection error and is not queryable',
    'timeout exceeded when trying to connect',
    'Driver not Connected',
  ])('without a code means so by its words: %s', (message) => {
    expect(isUnavailable(new Error(message))).toBe(true);
  });

  it.each([new QueryRunnerAlreadyReleasedError(), new QueryRunnerProviderAlreadyReleasedError()])(
    'means so when the connection broke between two statements: $name',
    (error) => expect(isUnavailable(error)).toBe(true),
  );

  it.each(['23505', '42501', '22021', '57014', '40001'])('%s means that waiting does not help', (code) => {
    expect(isUnavailable(coded(code))).toBe(false);
    expect(isUnavailable(wrapped(code))).toBe(false);
  });

  it.each(['23505', '40001', '40P01'])('%s means that two transactions met', (code) => {
    expect(isCollision(wrapped(code))).toBe(true);
  });

  it.each(['23503', '23514', '08006'])('%s is no meeting of transactions', (code) => {
    expect(isCollision(wrapped(code))).toBe(false);
  });

  it.each([undefined, null, 'ECONNREFUSED', 42, {}])('is not what %p is', (value) => {
    expect([isUnavailable(value), isCollision(value)]).toEqual([false, false]);
  });
});
