// Shanghai calendar of the sandbox clock: one constant offset, whatever the machine's zone.
const OFFSET_MS = 8 * 3600_000;
const DAY_MS = 86_400_000;

/** `YYYY-MM-DD` in Shanghai. */
export const dayOf = (at: number) => new Date(at + OFFSET_MS).toISOString().slice(0, 10);

/** Month and day of an instant in Shanghai, 1-based. */
export function monthDay(at: number): { month: number; day: number } {
  const [, month, day] = dayOf(at).split('-').map(Number);
  return { month: month!, day: day! };
}

/** Hour and minute of an instant in Shanghai. */
export function clockOf(at: number): [hour: number, minute: number] {
  const d = new Date(at + OFFSET_MS);
  return [d.getUTCHours(), d.getUTCMinutes()];
}

/** The next instant strictly after `at` with this clock time in Shanghai. */
export function nextAt(at: number, hour: number, minute: number): number {
  const midnight = Math.floor((at + OFFSET_MS) / DAY_MS) * DAY_MS - OFFSET_MS;
  const today = midnight + (hour * 60 + minute) * 60_000;
  return today > at ? today : today + DAY_MS;
}

/** Reads an ISO moment; without an offset it is Shanghai time. NaN when it is none. */
export function parseMoment(text: string): number {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})?$/.test(text)) return Number.NaN;
  return Date.parse(/(Z|[+-]\d{2}:\d{2})$/.test(text) ? text : `${text}+08:00`);
}
