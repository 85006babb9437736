import { postgresSettings } from './settings.js';

const settings = postgresSettings('127.0.0.1', 23_456).filter((word) => word !== '-c');

describe('The settings of the local database', () => {
  it('listen on this machine only, and on no socket file', () => {
    expect(settings).toContain('listen_addresses=127.0.0.1');
    expect(settings).toContain('port=23456');
    expect(settings).toContain('unix_socket_directories=');
  });

  it('keep rows that broke a rule out of the log of the server', () => {
    expect(settings).toEqual(expect.arrayContaining(['log_min_messages=log', 'log_error_verbosity=terse']));
  });

  it('never trade durability for speed', () => {
    expect(settings.filter((setting) => /fsync|synchronous_commit|full_page_writes/.test(setting))).toEqual([]);
  });
});
