import { beyondTheEnd } from './beyond-the-end.js';

const at = (next: string, partition = 0) => ({ topic: 't', partition, next });

describe('a log and the positions in it', () => {
  it('agree while the log is as long as what was applied, or longer', () => {
    expect(beyondTheEnd([at('7'), at('0', 1)], [at('7'), at('3', 1), at('9', 2)])).toEqual([]);
  });

  it('disagree when the topic was made anew', () => {
    expect(beyondTheEnd([at('9007199254740993')], [at('9007199254740992')])).toEqual([
      't/0 ends at 9007199254740992, yet events up to 9007199254740993 were applied',
    ]);
  });

  it('disagree when a partition is gone', () => {
    expect(beyondTheEnd([at('1', 3)], [at('5')])).toEqual(['t/3 ends at nothing, yet events up to 1 were applied']);
  });
});
