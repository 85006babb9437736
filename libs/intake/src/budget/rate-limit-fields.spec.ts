import { rateLimitFields } from './rate-limit-fields.js';

describe('The fields of a budget', () => {
  const fields = rateLimitFields({ quota: 5_000_000, windowSeconds: 3_600, remaining: 12, resetSeconds: 59 });

  it('name the policy, what is left of it and when it starts anew, as the draft has it', () => {
    expect(fields).toEqual({
      'ratelimit-policy': '"records";q=5000000;qu="records";w=3600',
      ratelimit: '"records";r=12;t=59',
    });
  });

  it('are lists of strings with parameters of integers and strings (RFC 9651)', () => {
    const item = /^"[\x20-\x7e]+"(;[a-z]+=(\d{1,15}|"[\x20-\x7e]*"))+$/;
    for (const field of Object.values(fields)) expect(field).toMatch(item);
  });
});
