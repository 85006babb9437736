import { decodeCursor, encodeCursor } from './parked-cursor.js';

describe('the cursor of parked sequences', () => {
  it('gives back the place it was made of, offsets beyond 2^53 too', () => {
    const place = { topic: 't', partition: 2, firstOffset: '9007199254740993' };
    expect(decodeCursor(encodeCursor(place))).toEqual(place);
  });

  it.each(['', 'x', Buffer.from('{}').toString('base64url'), Buffer.from('["t",1,"x"]').toString('base64url')])(
    'is unknown when nobody gave it: "%s"',
    (cursor) => expect(decodeCursor(cursor)).toBeUndefined(),
  );
});
