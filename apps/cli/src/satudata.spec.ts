import { satudata } from './satudata.js';

describe('The command line', () => {
  it('offers one command for each intention', () => {
    expect(satudata().commands.map((command) => command.name())).toEqual([
      'start',
      'token',
      'push',
      'batches',
      'verdicts',
      'explain',
      'receipt',
      'verify',
      'status',
      'reconcile',
      'generate',
      'grants',
      'keys',
      'parked',
      'rebuild',
      'topics',
      'trail',
      'accept-topic',
    ]);
  });

  it.each(satudata().commands)('says in Indonesian and English what a command does (case %#)', (command) => {
    expect(command.description()).toMatch(/^\S.+ \/ \S.+$/);
  });
});
