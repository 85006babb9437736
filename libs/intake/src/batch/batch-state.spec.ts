import { BATCH_STATUSES, onCancel, onLost, onSent } from './batch-state.js';

describe('a batch', () => {
  it('is taken from its sender only while it is running and nobody else is sending it', () => {
    const answers = BATCH_STATUSES.flatMap((status) => [false, true].map((isHeld) => onSent(status, isHeld)));
    expect(answers).toEqual(['take', 'still-running', 'answer-again', 'answer-again', 'cancelled', 'cancelled']);
  });

  it('that is running can be cancelled, one that was cancelled says so again, one that is whole stays whole', () => {
    expect(BATCH_STATUSES.map(onCancel)).toEqual(['cancel', 'too-late', 'answer-again']);
  });

  it('that was cancelled takes nothing more from a sender under way, who is told why', () => {
    expect(BATCH_STATUSES.map(onLost)).toEqual(['still-running', 'still-running', 'cancelled']);
  });
});
