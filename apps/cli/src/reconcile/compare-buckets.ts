export interface Bucket {
  readonly entity: string;
  readonly region: string;
  readonly bucket: number;
  readonly records: number;
  readonly sum: string;
}

export interface Row {
  readonly id: string;
  readonly version: number;
  readonly hash: string;
}

/** Buckets that the two sides do not sum alike; one that only one side has is among them. */
export function unequalBuckets(ofSource: readonly Bucket[], ofStore: readonly Bucket[]): Bucket[] {
  const nameOf = ({ entity, region, bucket }: Bucket) => `${entity} ${region} ${bucket}`;
  const rest = new Map(ofStore.map((bucket) => [nameOf(bucket), bucket]));
  const unequal = ofSource.filter((bucket) => {
    const other = rest.get(nameOf(bucket));
    rest.delete(nameOf(bucket));
    return other?.records !== bucket.records || other.sum !== bucket.sum;
  });
  return [...unequal, ...rest.values()];
}

/** Ids of the records of a bucket that the two sides do not have alike. */
export function unequalRows(ofSource: readonly Row[], ofStore: readonly Row[]): string[] {
  const rest = new Map(ofStore.map((row) => [row.id, row.hash]));
  const unequal = ofSource.filter(({ id, hash }) => {
    const other = rest.get(id);
    rest.delete(id);
    return other !== hash;
  });
  return [...unequal.map(({ id }) => id), ...rest.keys()];
}
