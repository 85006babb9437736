/**
 * Statistics Indonesia numbers the same regencies differently: 1801 is Lampung Barat for BPS and Lampung Selatan
 * for Kemendagri. Source: bridge of sig.bps.go.id of 2022-05-22.
 */
const BPS_BY_REGENCY: Readonly<Record<string, string>> = {
  '18.01': '1803',
  '18.02': '1805',
  '18.03': '1806',
  '18.04': '1801',
  '18.05': '1808',
  '18.06': '1802',
  '18.07': '1804',
  '18.08': '1807',
  '18.09': '1809',
  '18.10': '1810',
  '18.11': '1811',
  '18.12': '1812',
  '18.13': '1813',
  '18.71': '1871',
  '18.72': '1872',
};

const REGENCY_BY_BPS = new Map(Object.entries(BPS_BY_REGENCY).map(([regency, bps]) => [bps, regency]));

/** BPS code (four digits, no dot) of a regency given by its Kemendagri code; the province keeps `18`. */
export function bpsCodeOf(code: string): string | undefined {
  return code === '18' ? '18' : BPS_BY_REGENCY[code];
}

/** Kemendagri code of a regency given by its BPS code. */
export function regencyOfBps(bps: string): string | undefined {
  return REGENCY_BY_BPS.get(bps);
}
