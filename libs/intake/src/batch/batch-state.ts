export const BATCH_STATUSES = ['running', 'finished', 'cancelled'] as const;
export type BatchStatus = (typeof BATCH_STATUSES)[number];

/** What its sender, coming with its key, may do with a batch. */
export function onSent(status: BatchStatus, isHeld: boolean): 'take' | 'answer-again' | 'still-running' | 'cancelled' {
  switch (status) {
    case 'running':
      return isHeld ? 'still-running' : 'take';
    case 'finished':
      return 'answer-again';
    case 'cancelled':
      return 'cancelled';
  }
}

/** What a wish to cancel does: a batch under way ends where it is, whoever is sending it; what is whole stays whole. */
export function onCancel(status: BatchStatus): 'cancel' | 'answer-again' | 'too-late' {
  switch (status) {
    case 'running':
      return 'cancel';
    case 'cancelled':
      return 'answer-again';
    case 'finished':
      return 'too-late';
  }
}

/** Why somebody who was taking a batch may not go on: another request has it, or nobody may. */
export function onLost(status: BatchStatus): 'still-running' | 'cancelled' {
  return status === 'cancelled' ? 'cancelled' : 'still-running';
}
