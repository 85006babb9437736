import { Writable } from 'node:stream';
import { createLogger, errorFacts, NestLogger } from './logger.js';

const NIK = '1801010101900001';

function logged(write: (logger: ReturnType<typeof createLogger>) => void): string {
  let text = '';
  const sink = new Writable({ write: (chunk, _encoding, done) => ((text += String(chunk)), done()) });
  write(createLogger('spec', 'debug', sink));
  return text;
}

describe('what of an error is logged', () => {
  it('of the database: code, constraint, table and schema, never detail or message', () => {
    const driverError = Object.assign(new Error(`duplicate key ${NIK}`), {
      name: 'error',
      code: '23505',
      constraint: 'person_nik',
      table: 'person',
      schema: 'registry',
      detail: `Key (nik)=(${NIK}) already exists.`,
    });
    const error = Object.assign(new Error(`failed for ${NIK}`), { driverError, parameters: [NIK] });
    expect(errorFacts(error)).toEqual({
      kind: 'error',
      code: '23505',
      constraint: 'person_nik',
      table: 'person',
      schema: 'registry',
    });
  });

  it('of the JSON parser: where it was called, not what it read', () => {
    const facts = errorFacts(errorOf(() => JSON.parse(`BUDI ${NIK}`)));
    expect(facts['kind']).toBe('SyntaxError');
    expect(facts['at']).toEqual(expect.arrayContaining([expect.stringContaining('logger.spec')]));
    expect(JSON.stringify(facts)).not.toMatch(/BUDI|1801/);
  });

  it('of an error whose message has lines that look like frames: only the frames', () => {
    const error = new Error(`broken\n    at BUDI ${NIK}`);
    expect(JSON.stringify(errorFacts(error))).not.toMatch(/BUDI|1801/);
  });

  it('of the cause as of the error', () => {
    const error = new Error('outer', { cause: Object.assign(new Error(NIK), { code: 'ECONNREFUSED' }) });
    expect(errorFacts(error)['cause']).toMatchObject({ kind: 'Error', code: 'ECONNREFUSED' });
    expect(JSON.stringify(errorFacts(error))).not.toContain(NIK);
  });

  it("of the broker's error: its type and code", () => {
    const error = Object.assign(new Error('x'), { name: 'KafkaJSProtocolError', type: 'NOT_LEADER', code: 6 });
    expect(errorFacts(error)).toMatchObject({ kind: 'KafkaJSProtocolError', type: 'NOT_LEADER', code: 6 });
  });

  it('of what is no error: its type', () => {
    expect(errorFacts(NIK)).toEqual({ kind: 'string' });
  });
});

describe('a logger', () => {
  it.each(['nik', 'kk', 'name', 'motherName', 'fatherName', 'record', 'value', 'body', 'authorization'])(
    'takes out %s where somebody logs a record by mistake',
    (member) => {
      const text = logged((logger) => logger.info({ person: { [member]: NIK } }, 'stored'));
      expect(text).toContain('[redacted]');
      expect(text).not.toContain(NIK);
    },
  );

  it("tells Nest's sentences, and of its errors only the facts", () => {
    const text = logged((logger) => {
      new NestLogger(logger).warn('slow start', 'Root');
      new NestLogger(logger).error(new Error(NIK), 'Root');
    });
    expect(text).toContain('slow start');
    expect(text).toContain('"kind":"Error"');
    expect(text).not.toContain(NIK);
  });
});

function errorOf(act: () => unknown): unknown {
  try {
    return act();
  } catch (error) {
    return error;
  }
}
