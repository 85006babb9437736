import { FolderWatch } from './folder-watch.js';

const file = (stamp: string, name = 'a.csv') => ({ name, stamp });

describe('A watched folder', () => {
  it('has a file due once it lies still from one look to the next', () => {
    const watch = new FolderWatch();
    expect(watch.look([file('1')])).toEqual([]);
    expect(watch.look([file('2')])).toEqual([]);
    expect(watch.look([file('2')])).toEqual([file('2')]);
  });

  it('has it due until it is done, and again when it has changed', () => {
    const watch = new FolderWatch();
    watch.look([file('1')]);
    expect(watch.look([file('1')])).toEqual([file('1')]);
    expect(watch.look([file('1')])).toEqual([file('1')]);
    watch.finish(file('1'));
    expect(watch.look([file('1')])).toEqual([]);
    watch.look([file('2')]);
    expect(watch.look([file('2')])).toEqual([file('2')]);
  });

  it('looks at each file by itself, and forgets none that was away for a look', () => {
    const watch = new FolderWatch();
    watch.look([file('1'), file('9', 'b.csv')]);
    watch.finish(file('1'));
    expect(watch.look([file('1'), file('9', 'b.csv')])).toEqual([file('9', 'b.csv')]);
    watch.look([]);
    watch.look([file('1')]);
    expect(watch.look([file('1')])).toEqual([]);
  });
});
