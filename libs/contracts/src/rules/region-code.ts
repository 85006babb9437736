const REGION_CODE = /^\d{2}(\.\d{2}(\.\d{2}(\.\d{4})?)?)?$/;
const VILLAGE_CODE = /^\d{2}\.\d{2}\.\d{2}\.\d{4}$/;

/** Kemendagri form `18`, `18.09`, `18.09.10` or `18.09.10.2004`; whether it exists is asked of the region tree. */
export function isRegionCode(value: unknown): value is string {
  return typeof value === 'string' && REGION_CODE.test(value);
}

export function isVillageCode(value: unknown): value is string {
  return typeof value === 'string' && VILLAGE_CODE.test(value);
}

/** The regency part of any region code below the province. */
export function regencyOf(code: string): string {
  return code.slice(0, 5);
}
