/** What can be pushed, by the name it has in addresses, and the service that takes it. */
export const PUSHABLE = {
  persons: { service: 'population-registry' },
  'family-cards': { service: 'population-registry' },
} as const satisfies Record<string, { service: string }>;

export type Pushable = keyof typeof PUSHABLE;

export const isPushable = (name: string): name is Pushable => Object.hasOwn(PUSHABLE, name);
