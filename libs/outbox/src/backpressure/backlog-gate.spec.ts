import { BacklogGate, isFull } from './backlog-gate.js';

describe('a source whose changes are not sent', () => {
  it.each([
    [0, false, false],
    [99, false, false],
    [100, false, true],
    [250, false, true],
    [100, true, true],
    [80, true, true],
    [79, true, false],
  ])('with %i of 100 waiting, full before: %s, is full: %s', (waiting, wasFull, full) => {
    expect(isFull(waiting, 100, wasFull)).toBe(full);
  });
});

describe('the gate', () => {
  it('is open before anything was counted', async () => {
    expect(await new BacklogGate(10).opens(0)).toBe(true);
  });

  it('lets whoever waits go on as soon as there is room', async () => {
    const gate = new BacklogGate(10);
    gate.note(10);
    expect(gate.isOpen).toBe(false);
    const waiting = [gate.opens(60_000), gate.opens(60_000)];
    gate.note(9);
    gate.note(3);
    expect(await Promise.all(waiting)).toEqual([true, true]);
  });

  it('tells whoever waited long enough that it is still closed', async () => {
    const gate = new BacklogGate(10);
    gate.note(10);
    expect(await gate.opens(1)).toBe(false);
  });
});
