import { assertNode } from './node-version.js';

describe('The version of Node', () => {
  it.each(['20.19.0', '20.20.2', '22.0.0', '24.1.0'])('%s is new enough', (version) => {
    expect(() => assertNode(version)).not.toThrow();
  });

  it.each(['18.20.0', '20.18.3', '20.9.0'])('%s is refused with what to install', (version) => {
    expect(() => assertNode(version)).toThrow(/20\.19\.0/);
  });
});
