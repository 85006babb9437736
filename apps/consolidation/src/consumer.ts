/** Under which name this service's positions and todo rows are kept. */
export const CONSUMER = 'consolidation';
