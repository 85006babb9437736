const WIB_OFFSET_MS = 7 * 3_600_000;

/** The civil date in Lampung (WIB, UTC+07:00, no daylight saving) at an instant. */
export function civilToday(now: Date): string {
  return new Date(now.getTime() + WIB_OFFSET_MS).toISOString().slice(0, 10);
}

/** The first instant after a civil day in Lampung, milliseconds since 1970. */
export function civilDayEnd(day: string): number {
  return Date.parse(`${day}T24:00:00+07:00`);
}
