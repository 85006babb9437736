import { decodeCursor, encodeCursor } from './cursor.js';

describe('the cursor of accesses', () => {
  it('gives back the entry it was made of, beyond 2^53 too', () => {
    expect(decodeCursor(encodeCursor('9007199254740993'))).toBe('9007199254740993');
  });

  it.each(['', 'x', '0', '-1', '1.5', '1 or true', '1234567890123456789'])(
    'is unknown when nobody gave it: "%s"',
    (entry) => expect(decodeCursor(encodeCursor(entry))).toBeUndefined(),
  );

  it.each(['MQ==', 'MQx', 'M Q', 'MR'])('is unknown when it was written in another way: "%s"', (cursor) => {
    expect(decodeCursor(cursor)).toBeUndefined();
  });
});
