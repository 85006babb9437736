/** Every source of the province; the name is the same in folders, topics, databases (with `_`), tags and metrics. */
export const SOURCES = ['population-registry'] as const;
export type SourceName = (typeof SOURCES)[number];
