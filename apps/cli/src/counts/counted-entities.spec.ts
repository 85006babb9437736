import { COUNTED } from './counted-entities.js';

describe('What is counted', () => {
  it.each(COUNTED)('$entity is live in the topic under the condition its source is asked with', (counted) => {
    const status = /status = '([a-z]+)'/.exec(counted.source)?.[1] ?? '';
    expect(counted.isLive({ status })).toBe(true);
    expect(counted.isLive({ status: 'deceased' })).toBe(false);
    expect(counted.isLive({})).toBe(false);
    expect(counted.store).toContain(`status = '${status}'`);
  });
});
