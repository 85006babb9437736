import { ExecutionContextHost } from '@nestjs/core/helpers/execution-context-host.js';
import { pino } from 'pino';
import { Problem } from './problem.js';
import { ProblemFilter } from './problem-filter.js';

function logged(error: unknown): string[] {
  const levels: string[] = [];
  const write = (line: string) => levels.push((JSON.parse(line) as { level: string }).level);
  const logger = pino({ level: 'trace', formatters: { level: (level) => ({ level }) } }, { write });
  const broken = { headersSent: true, destroy: () => undefined };
  new ProblemFilter(logger).catch(error, new ExecutionContextHost([{ traceId: '0'.repeat(32) }, broken]));
  return levels;
}

describe('What goes wrong', () => {
  it('is an error in the log when nobody foresaw it', () => {
    expect(logged(new Error('a bug'))).toEqual(['error']);
    expect(logged(new Problem('internal'))).toEqual(['error']);
  });

  it('is an error in the log when the database is away', () => {
    expect(logged(Object.assign(new Error('refused'), { code: 'ECONNREFUSED' }))).toEqual(['error']);
  });

  it('is only a detail when a service says itself that it is not ready', () => {
    expect(logged(new Problem('unavailable'))).toEqual(['debug']);
  });

  it('is not worth a line when the caller is at fault', () => {
    expect(logged(new Problem('not-found'))).toEqual([]);
  });
});
