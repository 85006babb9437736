import { formatArguments } from './format-storage.js';

describe('The identity of a new broker', () => {
  it('may start with a hyphen without being taken for an option', () => {
    expect(formatArguments('-ZZhbM4gS-yNOIdjUJrWgA', 'server.properties')).toEqual([
      'format',
      '--cluster-id=-ZZhbM4gS-yNOIdjUJrWgA',
      '--config=server.properties',
      '--ignore-formatted',
    ]);
  });
});
